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
        ref var start = ref MemoryMarshal.GetReference(squared);
        var i = 0;
        for (; i <= squared.Length - 2; i += 2)
        {
            FixedVector.Store(Value(family, FixedVector.Load(ref start, i)), ref start, i);
        }

        if (i < squared.Length)
        {
            squared[i] = Value(family, Vector128.Create(squared[i])).ToScalar();
        }
    }

    /// <summary>Derivatives of the correlations by the squared distance; those of the exponential are cut off near distance 0.</summary>
    public static void Differentiate(KernelFamily family, ReadOnlySpan<double> squared, Span<double> slopes)
    {
        ref var from = ref MemoryMarshal.GetReference(squared);
        ref var to = ref MemoryMarshal.GetReference(slopes[..squared.Length]);
        var i = 0;
        for (; i <= squared.Length - 2; i += 2)
        {
            FixedVector.Store(Slope(family, FixedVector.Load(ref from, i)), ref to, i);
        }

        if (i < squared.Length)
        {
            slopes[i] = Slope(family, Vector128.Create(squared[i])).ToScalar();
        }
    }

    private static Vector128<double> Value(KernelFamily family, Vector128<double> squared)
    {
        if (family == KernelFamily.SquaredExponential)
        {
            return VectorExp.Of(Vector128.Create(-0.5) * squared);
        }

        var root = Vector128.Sqrt(squared);
        if (family == KernelFamily.Matern52)
        {
            var s = Vector128.Create(Root5) * root;
            return (Vector128<double>.One + s + (Vector128.Create(5.0 / 3) * squared)) * VectorExp.Of(-s);
        }

        if (family == KernelFamily.Matern32)
        {
            var s = Vector128.Create(Root3) * root;
            return (Vector128<double>.One + s) * VectorExp.Of(-s);
        }

        return VectorExp.Of(-root);
    }

    private static Vector128<double> Slope(KernelFamily family, Vector128<double> squared)
    {
        if (family == KernelFamily.SquaredExponential)
        {
            return Vector128.Create(-0.5) * VectorExp.Of(Vector128.Create(-0.5) * squared);
        }

        var root = Vector128.Sqrt(squared);
        if (family == KernelFamily.Matern52)
        {
            var s = Vector128.Create(Root5) * root;
            return Vector128.Create(-5.0 / 6) * ((Vector128<double>.One + s) * VectorExp.Of(-s));
        }

        if (family == KernelFamily.Matern32)
        {
            return Vector128.Create(-1.5) * VectorExp.Of(Vector128.Create(-Root3) * root);
        }

        return Vector128.Create(-0.5) * VectorExp.Of(-root) / Vector128.Max(root, Vector128.Create(1e-6));
    }
}
