using System.Globalization;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>
/// The one way numbers are written: on command lines, in environments, plans, tables and fingerprints.
/// A double is written with the fewest digits that read back to the same double, laid out as Python's <c>repr</c> does it:
/// always with a fraction or an exponent (<c>1.0</c>), with an exponent below 1e-4 and from 1e16 on (<c>1e-05</c>, <c>1e+16</c>).
/// </summary>
public static class NumberText
{
    /// <summary>Writes a double; non-finite values are <c>nan</c>, <c>inf</c> and <c>-inf</c> as in Python.</summary>
    public static string Format(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan"
                : number > 0 ? "inf"
                : "-inf";
        }

        if (number == 0)
        {
            return double.IsNegative(number) ? "-0.0" : "0.0";
        }

        Span<char> buffer = stackalloc char[40];
        // "E16" style output with the shortest digits: R gives the digits, the layout is ours.
        number.TryFormat(buffer, out var length, "R", CultureInfo.InvariantCulture);
        return Layout(buffer[..length]);
    }

    /// <summary>
    /// Rounds a computed double to 15 significant digits, so that the last bit of a platform's mathematical functions
    /// changes neither a value nor a fingerprint. Non-finite values and zero stay as they are.
    /// </summary>
    public static double Round15(double number) =>
        double.IsFinite(number) && number != 0
            ? double.Parse(number.ToString("E14", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number;

    private static string Layout(ReadOnlySpan<char> shortest)
    {
        var negative = shortest[0] == '-';
        var text = negative ? shortest[1..] : shortest;
        Span<char> digits = stackalloc char[40];
        var (count, point) = Digits(text, digits);
        var body = point is > -4 and <= 16 ? Plain(digits[..count], point) : Scientific(digits[..count], point);
        return negative ? "-" + body : body;
    }

    /// <summary>The significant digits and the place of the decimal point counted from before the first digit (0.1 has place 0).</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<char> text, Span<char> digits)
    {
        var exponentAt = text.IndexOf('E');
        var exponent =
            exponentAt < 0
                ? 0
                : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf('.');
        var whole = pointAt < 0 ? mantissa.Length : pointAt;
        int count = 0,
            leadingZeros = 0;
        foreach (var c in mantissa)
        {
            if (c == '.' || (c == '0' && count == 0 && ++leadingZeros > 0))
            {
                continue;
            }

            digits[count++] = c;
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return (count, whole - leadingZeros + exponent);
    }

    private static string Plain(ReadOnlySpan<char> digits, int point) =>
        point <= 0 ? string.Concat("0.", new string('0', -point), digits)
        : point >= digits.Length ? string.Concat(digits, new string('0', point - digits.Length), ".0")
        : string.Concat(digits[..point], ".", digits[point..]);

    private static string Scientific(ReadOnlySpan<char> digits, int point)
    {
        var exponent = point - 1;
        var sign = exponent < 0 ? "-" : "+";
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        var fraction = digits.Length > 1 ? "." + digits[1..].ToString() : "";
        return $"{digits[0]}{fraction}e{sign}{power}";
    }
}
