using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Polyaxon.Ci.Search.Numerics;

/// <summary>
/// Vector kernels whose results do not depend on the machine: sums run in eight lanes that are added in one order, and products are
/// never fused with sums. <see cref="Vector128"/> computes the same bits in software where there is no hardware for it.
/// </summary>
internal static class FixedVector
{
    private const int Lanes = 8;

    /// <summary>The sum of products over the length of <paramref name="a"/>.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b[..a.Length]);
        var (s0, s1, s2, s3) = (
            Vector128<double>.Zero,
            Vector128<double>.Zero,
            Vector128<double>.Zero,
            Vector128<double>.Zero
        );
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
        {
            s0 += Load(ref x, i) * Load(ref y, i);
            s1 += Load(ref x, i + 2) * Load(ref y, i + 2);
            s2 += Load(ref x, i + 4) * Load(ref y, i + 4);
            s3 += Load(ref x, i + 6) * Load(ref y, i + 6);
        }

        var pair = (s0 + s1) + (s2 + s3);
        var sum = pair.ToScalar() + pair.GetElement(1);
        for (; i < a.Length; i++)
        {
            sum += Unsafe.Add(ref x, i) * Unsafe.Add(ref y, i);
        }

        return sum;
    }

    /// <summary>y ← y + factor · x, element by element, over the length of <paramref name="x"/>.</summary>
    public static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(y[..x.Length]);
        ref var from = ref MemoryMarshal.GetReference(x);
        var wide = Vector128.Create(factor);
        var i = 0;
        for (; i <= x.Length - 2; i += 2)
        {
            Store(Load(ref to, i) + (wide * Load(ref from, i)), ref to, i);
        }

        if (i < x.Length)
        {
            Unsafe.Add(ref to, i) += factor * Unsafe.Add(ref from, i);
        }
    }

    /// <summary>Loads two elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(ref double start, int index) =>
        Vector128.LoadUnsafe(ref Unsafe.Add(ref start, index));

    /// <summary>Stores two elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> value, ref double start, int index) =>
        value.StoreUnsafe(ref Unsafe.Add(ref start, index));
}
