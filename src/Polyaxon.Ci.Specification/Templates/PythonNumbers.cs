using System.Numerics;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Conversions between numbers, correctly rounded whatever the platform's C runtime does.</summary>
internal static class PythonNumbers
{
    private const int MantissaBits = 52;

    /// <summary>The double nearest to a quotient of integers, ties to even. The divisor must not be zero.</summary>
    public static double Quotient(BigInteger dividend, BigInteger divisor)
    {
        if (dividend.IsZero)
        {
            return 0;
        }

        var isNegative = dividend.Sign * divisor.Sign < 0;
        var (a, b) = (BigInteger.Abs(dividend), BigInteger.Abs(divisor));
        // 62 or 63 bits of quotient; a bit for what is cut off, so that the one rounding below sees it.
        var shift = 62 - (int)((long)a.GetBitLength() - (long)b.GetBitLength());
        (a, b) = shift >= 0 ? (a << shift, b) : (a, b << -shift);
        var quotient = BigInteger.DivRem(a, b, out var rest);
        var bits = (ulong)quotient | (rest.IsZero ? 0UL : 1UL);
        var result = Math.ScaleB((double)bits, -shift);
        return isNegative ? -result : result;
    }

    /// <summary>A finite double as the integers of an exact fraction.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Fraction(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> MantissaBits) & 0x7FF);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << MantissaBits);
        var power = Math.Max(exponent, 1) - 1075;
        var signed = bits < 0 ? -mantissa : mantissa;
        return power >= 0
            ? (new BigInteger(signed) << power, BigInteger.One)
            : (new BigInteger(signed), BigInteger.One << -power);
    }

    /// <summary>Rounds to so many decimals, ties of the exact value to even, as Python's <c>round()</c> does.</summary>
    public static double Round(double number, int digits)
    {
        if (!double.IsFinite(number) || digits > 330)
        {
            return number;
        }

        var (numerator, denominator) = Fraction(number);
        var scale = BigInteger.Pow(10, Math.Min(Math.Abs(digits), 330));
        var rounded =
            digits >= 0 ? RoundQuotient(numerator * scale, denominator) : RoundQuotient(numerator, denominator * scale);
        var result = digits >= 0 ? Quotient(rounded, scale) : Quotient(rounded * scale, BigInteger.One);
        return result == 0 && double.IsNegative(number) ? -0.0 : result;
    }

    /// <summary>The integer nearest to a quotient, ties to even.</summary>
    public static BigInteger RoundQuotient(BigInteger dividend, BigInteger divisor)
    {
        var floor = FloorQuotient(dividend, divisor);
        var order = (2 * (dividend - (floor * divisor))).CompareTo(divisor);
        return order > 0 || (order == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    /// <summary>The quotient rounded down. The divisor must not be zero.</summary>
    public static BigInteger FloorQuotient(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return !rest.IsZero && rest.Sign != divisor.Sign ? quotient - 1 : quotient;
    }

    /// <summary>A finite double raised to a small integer, correctly rounded.</summary>
    public static double Power(double number, int exponent)
    {
        var (numerator, denominator) = Fraction(number);
        var size = Math.Abs(exponent);
        var (a, b) = (BigInteger.Pow(numerator, size), BigInteger.Pow(denominator, size));
        return exponent >= 0 ? Quotient(a, b) : Quotient(b, a);
    }
}
