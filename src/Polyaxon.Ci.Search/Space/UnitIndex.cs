using System.Numerics;

namespace Polyaxon.Ci.Search.Space;

/// <summary>Numbers 0 … count − 1 as equal shares of the unit interval.</summary>
internal static class UnitIndex
{
    /// <summary>The number whose share holds <paramref name="u"/>.</summary>
    public static BigInteger Of(double u, BigInteger count)
    {
        // 53 bits of u as an integer keep the product exact for any count.
        var bits = (long)(Math.Clamp(u, 0, 1) * (1L << 53));
        if (count <= long.MaxValue)
        {
            var whole = (long)count;
            return Math.Min((long)(((UInt128)(ulong)bits * (ulong)whole) >> 53), whole - 1);
        }

        return BigInteger.Min((bits * count) >> 53, count - 1);
    }

    /// <summary>The middle of a number's share.</summary>
    public static double Middle(BigInteger index, BigInteger count) => ((double)index + 0.5) / (double)count;
}
