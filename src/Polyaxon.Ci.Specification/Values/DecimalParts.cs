namespace Polyaxon.Ci.Specification.Values;

/// <summary>
/// The parts of a decimal number as YAML spells it (YAML 1.2.2, section 10.3.2): a sign, digits, a fraction, an exponent. Read by hand:
/// every scalar of every file passes here, and an engine for patterns takes longer to start than a file to be read.
/// </summary>
/// <param name="IsNegative">Whether it has a minus.</param>
/// <param name="Whole">The digits before the point; may be empty when there is a fraction.</param>
/// <param name="Fraction">The digits behind it; may be empty.</param>
/// <param name="Exponent">The exponent with its sign; empty without one.</param>
internal readonly record struct DecimalParts(bool IsNegative, string Whole, string Fraction, string Exponent)
{
    /// <summary>Whether a text is a decimal number.</summary>
    public static bool IsNumber(string text) => TrySplit(text, out _, out _, out _);

    /// <summary>The parts of a text; null when it is no decimal number.</summary>
    public static DecimalParts? Of(string text)
    {
        if (!TrySplit(text, out var whole, out var fraction, out var exponent))
        {
            return null;
        }

        return new DecimalParts(text[0] == '-', text[whole], text[fraction], text[exponent]);
    }

    private static bool TrySplit(string text, out Range whole, out Range fraction, out Range exponent)
    {
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        whole = TakeDigits(text, ref at);
        fraction = at..at;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = TakeDigits(text, ref at);
        }

        exponent = at..at;
        if (IsEmpty(whole) && IsEmpty(fraction))
        {
            return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var start = ++at;
            at += at < text.Length && text[at] is '-' or '+' ? 1 : 0;
            if (IsEmpty(TakeDigits(text, ref at)))
            {
                return false;
            }

            exponent = start..at;
        }

        return at == text.Length;
    }

    private static Range TakeDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return start..at;
    }

    private static bool IsEmpty(Range range) => range.Start.Equals(range.End);
}
