using System.Globalization;
using System.Numerics;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>
/// A decimal number of any size and precision: <c>Mantissa × 10^Exponent</c>. Ranges are computed with it from the text of
/// the file, so that <c>0:1:0.1</c> has the values 0.1, 0.2, 0.3 and not 0.30000000000000004.
/// </summary>
public readonly record struct ExactDecimal(BigInteger Mantissa, int Exponent) : IComparable<ExactDecimal>
{
    /// <summary>The largest power of ten, either way, that is read; doubles end at 1e308.</summary>
    private const int ExponentLimit = 400;

    /// <summary>Zero.</summary>
    public static ExactDecimal Zero => default;

    /// <summary>The sign: -1, 0 or 1.</summary>
    public int Sign => Mantissa.Sign;

    /// <summary>Reads a decimal number (<c>1</c>, <c>-0.5</c>, <c>1e-3</c>); false when the text is not one or is out of a double's range.</summary>
    public static bool TryParse(string text, out ExactDecimal value)
    {
        value = default;
        if (DecimalParts.Of(text) is not var (isNegative, whole, fraction, exponentText))
        {
            return false;
        }

        var digits = whole + fraction;
        var exponent = 0;
        if (
            digits.Length is 0 or > 10_000
            || (
                exponentText.Length > 0
                && !int.TryParse(
                    exponentText,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out exponent
                )
            )
        )
        {
            return false;
        }

        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        value = new ExactDecimal(isNegative ? -mantissa : mantissa, exponent - fraction.Length).Normalize();
        return Math.Abs(exponent) <= ExponentLimit && double.IsFinite(value.ToDouble());
    }

    /// <summary>The exact value of a double's shortest text: 0.1 becomes one tenth.</summary>
    public static ExactDecimal FromDouble(double number) =>
        TryParse(number.ToString("R", CultureInfo.InvariantCulture), out var value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(number), number, "not a finite number");

    /// <summary>The exact value of an integer.</summary>
    public static ExactDecimal FromInteger(BigInteger number) => new ExactDecimal(number, 0).Normalize();

    /// <summary>Sum.</summary>
    public static ExactDecimal operator +(ExactDecimal left, ExactDecimal right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new ExactDecimal(left.ScaledTo(exponent) + right.ScaledTo(exponent), exponent).Normalize();
    }

    /// <summary>Negation.</summary>
    public static ExactDecimal operator -(ExactDecimal value) => value with { Mantissa = -value.Mantissa };

    /// <summary>Difference.</summary>
    public static ExactDecimal operator -(ExactDecimal left, ExactDecimal right) => left + -right;

    /// <summary>Product.</summary>
    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) =>
        new ExactDecimal(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent).Normalize();

    /// <summary>Less than.</summary>
    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Greater than.</summary>
    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    /// <summary>The quotient, rounded down to an integer. The divisor must not be zero.</summary>
    public static BigInteger FloorDivide(ExactDecimal dividend, ExactDecimal divisor)
    {
        var exponent = Math.Min(dividend.Exponent, divisor.Exponent);
        var (quotient, remainder) = BigInteger.DivRem(dividend.ScaledTo(exponent), divisor.ScaledTo(exponent));
        return remainder.Sign != 0 && remainder.Sign != divisor.Sign ? quotient - 1 : quotient;
    }

    /// <summary>The quotient, rounded up to an integer. The divisor must not be zero.</summary>
    public static BigInteger CeilingDivide(ExactDecimal dividend, ExactDecimal divisor) =>
        -FloorDivide(-dividend, divisor);

    /// <summary>The quotient rounded half to even to an integer (the lattice step nearest to a value). The divisor must be positive.</summary>
    public static BigInteger RoundDivide(ExactDecimal dividend, ExactDecimal divisor)
    {
        var floor = FloorDivide(dividend, divisor);
        var twice = (dividend - (FromInteger(floor) * divisor)) * FromInteger(2);
        var order = twice.CompareTo(divisor);
        return order > 0 || (order == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    /// <summary>This number divided by a positive integer: exact when the quotient is a finite decimal, else to 40 digits.</summary>
    public ExactDecimal DividedBy(BigInteger divisor)
    {
        const int Digits = 40;
        var extra = Digits + (int)Math.Ceiling(BigInteger.Log10(divisor));
        var scaled = Mantissa * BigInteger.Pow(10, extra);
        return new ExactDecimal(scaled / divisor, Exponent - extra).Normalize();
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() =>
        double.Parse(
            Mantissa.ToString(CultureInfo.InvariantCulture) + "e" + Exponent.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );

    /// <summary>The integer this number is; null when it has a fraction.</summary>
    public BigInteger? ToInteger() => Exponent >= 0 ? ScaledTo(0) : null;

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return ScaledTo(exponent).CompareTo(other.ScaledTo(exponent));
    }

    /// <summary>The number as a double is written everywhere.</summary>
    public override string ToString() =>
        ToInteger() is { } integer ? integer.ToString(CultureInfo.InvariantCulture) : NumberText.Format(ToDouble());

    private BigInteger ScaledTo(int exponent) =>
        Exponent == exponent ? Mantissa : Mantissa * BigInteger.Pow(10, Exponent - exponent);

    /// <summary>Takes trailing zeros out of the mantissa, so that equal numbers are equal records.</summary>
    private ExactDecimal Normalize()
    {
        if (Mantissa.IsZero)
        {
            return default;
        }

        var (mantissa, exponent) = (Mantissa, Exponent);
        while (BigInteger.DivRem(mantissa, 10, out var remainder) is var quotient && remainder.IsZero)
        {
            (mantissa, exponent) = (quotient, exponent + 1);
        }

        return new ExactDecimal(mantissa, exponent);
    }
}
