using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// Correlations from squared scaled distances, and their derivatives (Rasmussen and Williams, "Gaussian Processes for Machine Learning",
/// 2006, section 4.2).
/// </summary>
internal static class Correlation
{
    private const double Root3 = 1.7320508075688772935,
        Root5 = 2.2360679774997896964;

    /// <summary>Turns squared distances, at least zero, into correlations, in place.</summary>
    public static void Apply(KernelFamily family, Span<double> squared)
    {
        switch (family)
        {
            case KernelFamily.Matern12:
                Apply<Matern12>(squared);
                break;
            case KernelFamily.Matern32:
                Apply<Matern32>(squared);
                break;
            case KernelFamily.Matern52:
                Apply<Matern52>(squared);
                break;
            default:
                Apply<SquaredExponential>(squared);
                break;
        }
    }

    /// <summary>
    /// Turns squared distances into correlations, in place, and gives their derivatives by the squared distance; those of the exponential are
    /// cut off near distance 0.
    /// </summary>
    public static void ApplyAndDifferentiate(KernelFamily family, Span<double> squared, Span<double> slopes)
    {
        switch (family)
        {
            case KernelFamily.Matern12:
                ApplyAndDifferentiate<Matern12>(squared, slopes);
                break;
            case KernelFamily.Matern32:
                ApplyAndDifferentiate<Matern32>(squared, slopes);
                break;
            case KernelFamily.Matern52:
                ApplyAndDifferentiate<Matern52>(squared, slopes);
                break;
            default:
                ApplyAndDifferentiate<SquaredExponential>(squared, slopes);
                break;
        }
    }

    private static void Apply<T>(Span<double> squared)
        where T : struct, ICorrelation
    {
        ref var start = ref MemoryMarshal.GetReference(squared);
        var i = 0;
        for (; i <= squared.Length - 2; i += 2)
        {
            FixedVector.Store(T.Value(FixedVector.Load(ref start, i)), ref start, i);
        }

        if (i < squared.Length)
        {
            squared[i] = T.Value(Vector128.Create(squared[i])).ToScalar();
        }
    }

    private static void ApplyAndDifferentiate<T>(Span<double> squared, Span<double> slopes)
        where T : struct, ICorrelation
    {
        ref var value = ref MemoryMarshal.GetReference(squared);
        ref var slope = ref MemoryMarshal.GetReference(slopes[..squared.Length]);
        var i = 0;
        for (; i <= squared.Length - 2; i += 2)
        {
            var at = FixedVector.Load(ref value, i);
            FixedVector.Store(T.Slope(at), ref slope, i);
            FixedVector.Store(T.Value(at), ref value, i);
        }

        if (i < squared.Length)
        {
            var at = Vector128.Create(squared[i]);
            slopes[i] = T.Slope(at).ToScalar();
            squared[i] = T.Value(at).ToScalar();
        }
    }

    /// <summary>
    /// A correlation of two squared distances at once. Its members must be inlined: a method that takes vectors is not compiled ahead of
    /// time, and a tool that runs for a fifth of a second would spend it in unoptimised code.
    /// </summary>
    private interface ICorrelation
    {
        static abstract Vector128<double> Value(Vector128<double> squared);

        static abstract Vector128<double> Slope(Vector128<double> squared);
    }

    private readonly struct Matern12 : ICorrelation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Value(Vector128<double> squared) => VectorExp.Of(-Vector128.Sqrt(squared));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Slope(Vector128<double> squared)
        {
            var root = Vector128.Sqrt(squared);
            return Vector128.Create(-0.5) * VectorExp.Of(-root) / Vector128.Max(root, Vector128.Create(1e-6));
        }
    }

    private readonly struct Matern32 : ICorrelation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Value(Vector128<double> squared)
        {
            var s = Vector128.Create(Root3) * Vector128.Sqrt(squared);
            return (Vector128<double>.One + s) * VectorExp.Of(-s);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Slope(Vector128<double> squared) =>
            Vector128.Create(-1.5) * VectorExp.Of(Vector128.Create(-Root3) * Vector128.Sqrt(squared));
    }

    private readonly struct Matern52 : ICorrelation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Value(Vector128<double> squared)
        {
            var s = Vector128.Create(Root5) * Vector128.Sqrt(squared);
            return (Vector128<double>.One + s + (Vector128.Create(5.0 / 3) * squared)) * VectorExp.Of(-s);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Slope(Vector128<double> squared)
        {
            var s = Vector128.Create(Root5) * Vector128.Sqrt(squared);
            return Vector128.Create(-5.0 / 6) * ((Vector128<double>.One + s) * VectorExp.Of(-s));
        }
    }

    private readonly struct SquaredExponential : ICorrelation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Value(Vector128<double> squared) =>
            VectorExp.Of(Vector128.Create(-0.5) * squared);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Slope(Vector128<double> squared) =>
            Vector128.Create(-0.5) * VectorExp.Of(Vector128.Create(-0.5) * squared);
    }
}
