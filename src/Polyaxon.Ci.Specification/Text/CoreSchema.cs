using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>
/// Types plain scalars by the core schema of YAML 1.2.2, section 10.3.2. The old platform read YAML 1.1, where <c>yes</c> was a
/// boolean, <c>017</c> octal, <c>1_000</c> a number, <c>1:10:2</c> a base-60 number and <c>1e-3</c> a text.
/// </summary>
public static class CoreSchema
{
    /// <summary>Integers with more digits stay text: nobody sweeps over them, and reading them takes time.</summary>
    private const int MaxDigits = 1000;

    /// <summary>The typed value of an unquoted text.</summary>
    public static Value Resolve(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.Of(true),
            "false" or "False" or "FALSE" => Value.Of(false),
            ".nan" or ".NaN" or ".NAN" => Value.Of(double.NaN),
            ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => Value.Of(double.PositiveInfinity),
            "-.inf" or "-.Inf" or "-.INF" => Value.Of(double.NegativeInfinity),
            _ => Number(text) ?? Value.Of(text),
        };

    private static Value? Number(string text)
    {
        if (text.Length > MaxDigits || (!char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.')))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return WithBase(text[2..], text[1] == 'x' ? 16 : 8);
        }

        if (!DecimalParts.IsNumber(text))
        {
            return null;
        }

        return text.AsSpan().ContainsAny(".eE")
            ? Value.Of(double.Parse(text, CultureInfo.InvariantCulture))
            : Value.Of(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static Value? WithBase(string digits, int radix)
    {
        var number = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }

        return digits.Length == 0 ? null : Value.Of(number);
    }
}
