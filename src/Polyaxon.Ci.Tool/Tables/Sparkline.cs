namespace Polyaxon.Ci.Tool.Tables;

/// <summary>A series as a line of blocks of eight heights.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The curve, from the smallest to the largest finite value; blanks where there is none.</summary>
    /// <param name="values">The values in order; each column shows the mean of an equal share of them.</param>
    /// <param name="width">How many columns at most.</param>
    public static string Of(IReadOnlyList<double> values, int width = 24)
    {
        var columns = Math.Min(width, values.Count);
        var means = new double[columns];
        for (var i = 0; i < columns; i++)
        {
            var (from, to) = ((long)i * values.Count / columns, (i + 1L) * values.Count / columns);
            means[i] = values
                .Skip((int)from)
                .Take((int)(to - from))
                .Where(double.IsFinite)
                .DefaultIfEmpty(double.NaN)
                .Average();
        }

        var finite = means.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return "";
        }

        var (low, high) = (finite.Min(), finite.Max());
        return string.Concat(means.Select(mean => Block(mean, low, high)));
    }

    private static char Block(double value, double low, double high)
    {
        // Halves first: the distance of the largest doubles is beyond them.
        var share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
        return double.IsFinite(value) ? Blocks[(int)Math.Clamp(share * Blocks.Length, 0, Blocks.Length - 1)] : ' ';
    }
}
