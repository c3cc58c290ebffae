using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>
/// Powers of η as exact fractions, so that 3^5 counts as 243 and 10^3 as 1000 whatever logarithms say. A fractional η has been rounded
/// by whoever wrote it down (4.64 for the third root of 100), so its floors and ceilings forgive one part in 10^9.
/// </summary>
internal sealed class RationalPower
{
    private static readonly BigInteger Tolerance = 1_000_000_000;

    private readonly BigInteger _top;
    private readonly BigInteger _bottom;

    /// <summary>Powers of a number above 1.</summary>
    public RationalPower(double eta)
    {
        var exact = ExactDecimal.FromDouble(eta);
        _top = exact.Mantissa * BigInteger.Pow(10, Math.Max(exact.Exponent, 0));
        _bottom = BigInteger.Pow(10, Math.Max(-exact.Exponent, 0));
    }

    private bool IsExact => _bottom.IsOne;

    /// <summary>Whether η^exponent is at most a number.</summary>
    public bool IsAtMost(int exponent, BigInteger number)
    {
        var left = BigInteger.Pow(_top, exponent);
        var right = number * BigInteger.Pow(_bottom, exponent);
        return IsExact ? left <= right : left * Tolerance <= right * (Tolerance + 1);
    }

    /// <summary>⌈factor · η^exponent / divisor⌉.</summary>
    public BigInteger CeilingOfProduct(BigInteger factor, int exponent, BigInteger divisor)
    {
        var top = factor * BigInteger.Pow(_top, exponent);
        var bottom = divisor * BigInteger.Pow(_bottom, exponent);
        if (!IsExact)
        {
            (top, bottom) = (top * (Tolerance - 1), bottom * Tolerance);
        }

        return (top + bottom - 1) / bottom;
    }

    /// <summary>⌊number / η^exponent⌋.</summary>
    public BigInteger FloorOfQuotient(BigInteger number, int exponent)
    {
        var top = number * BigInteger.Pow(_bottom, exponent);
        var bottom = BigInteger.Pow(_top, exponent);
        if (!IsExact)
        {
            (top, bottom) = (top * (Tolerance + 1), bottom * Tolerance);
        }

        return top / bottom;
    }
}
