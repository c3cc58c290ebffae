using System.Globalization;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Reads a metric's value as programs of many languages write it.</summary>
internal static class MetricNumber
{
    /// <summary>Reads a number, or a spelling of NaN or infinity; whole text, invariant, no thousands separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        var trimmed = text.Trim();
        var negative = trimmed.StartsWith("-");
        var body = trimmed.TrimStart("+-");
        if (body.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (
            body.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || body.Equals("infinity", StringComparison.OrdinalIgnoreCase)
        )
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(trimmed, Style, CultureInfo.InvariantCulture, out value);
    }
}
