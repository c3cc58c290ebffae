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

    /// <summary>
    /// row ← row − Σⱼ factorsⱼ · rowsⱼ, where the rows start <paramref name="stride"/> elements apart and <paramref name="row"/> has a multiple of
    /// eight elements. Eight at a time stay in registers; each is summed in the order of the rows.
    /// </summary>
    public static void SubtractRows(
        Span<double> row,
        ReadOnlySpan<double> rows,
        int stride,
        ReadOnlySpan<double> factors
    )
    {
        if (factors.IsEmpty)
        {
            return;
        }

        ref var to = ref MemoryMarshal.GetReference(row);
        ref var from = ref MemoryMarshal.GetReference(rows[..(((factors.Length - 1) * stride) + row.Length)]);
        for (var c = 0; c <= row.Length - Lanes; c += Lanes)
        {
            var (s0, s1, s2, s3) = (Load(ref to, c), Load(ref to, c + 2), Load(ref to, c + 4), Load(ref to, c + 6));
            for (int j = 0, at = c; j < factors.Length; j++, at += stride)
            {
                var factor = Vector128.Create(factors[j]);
                s0 -= factor * Load(ref from, at);
                s1 -= factor * Load(ref from, at + 2);
                s2 -= factor * Load(ref from, at + 4);
                s3 -= factor * Load(ref from, at + 6);
            }

            Store(s0, ref to, c);
            Store(s1, ref to, c + 2);
            Store(s2, ref to, c + 4);
            Store(s3, ref to, c + 6);
        }
    }

    /// <summary>y ← y + factor · (x − at)², element by element, over the length of <paramref name="y"/>.</summary>
    public static void AddSquaredDifferences(Span<double> y, ReadOnlySpan<double> x, double at, double factor)
    {
        ref var to = ref MemoryMarshal.GetReference(y);
        ref var from = ref MemoryMarshal.GetReference(x[..y.Length]);
        var (wide, origin) = (Vector128.Create(factor), Vector128.Create(at));
        var i = 0;
        for (; i <= y.Length - 2; i += 2)
        {
            var difference = Load(ref from, i) - origin;
            Store(Load(ref to, i) + (wide * (difference * difference)), ref to, i);
        }

        if (i < y.Length)
        {
            var difference = Unsafe.Add(ref from, i) - at;
            Unsafe.Add(ref to, i) += factor * (difference * difference);
        }
    }

    /// <summary>x ← factor · x, element by element.</summary>
    public static void Scale(Span<double> x, double factor)
    {
        ref var start = ref MemoryMarshal.GetReference(x);
        var wide = Vector128.Create(factor);
        var i = 0;
        for (; i <= x.Length - 2; i += 2)
        {
            Store(wide * Load(ref start, i), ref start, i);
        }

        if (i < x.Length)
        {
            Unsafe.Add(ref start, i) *= factor;
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
