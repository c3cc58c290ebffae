using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Planning.Escaping;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>Charts in Mermaid's <c>xychart-beta</c>, which job summaries show.</summary>
internal static class MermaidChart
{
    private const int MostPoints = 50;

    /// <summary>A line of the best objective so far.</summary>
    public static string Trace(string metric, ImmutableArray<TracePoint> trace)
    {
        var shown =
            trace.Length <= MostPoints
                ? trace
                :
                [
                    .. Enumerable
                        .Range(1, MostPoints)
                        .Select(i => trace[(int)((long)i * trace.Length / MostPoints) - 1]),
                ];
        return Chart(
            $"best {metric} so far",
            "experiment",
            shown.Select(point => point.Index.ToString(CultureInfo.InvariantCulture)),
            metric,
            "line",
            [.. shown.Select(point => point.Best)]
        );
    }

    /// <summary>Bars of the best objective by the values of a parameter.</summary>
    public static string Effect(string metric, ParameterEffect effect) =>
        Chart(
            $"best {metric} by {effect.Name}",
            effect.Name,
            effect.Bars.Select(bar => $"\"{MarkdownText.ChartLabel(bar.Label)}\""),
            metric,
            "bar",
            [.. effect.Bars.Select(bar => bar.Value)]
        );

    private static string Chart(
        string title,
        string horizontal,
        IEnumerable<string> categories,
        string vertical,
        string kind,
        ImmutableArray<double> values
    )
    {
        // The chart's grammar has no exponents, so very small and very large numbers are shown in powers of ten.
        var largest = values.Select(Math.Abs).Max();
        var power = largest is 0 or (>= 1e-2 and < 1e6) ? 0 : (int)Math.Floor(Math.Log10(largest));
        var unit = power == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", 10 to the {power}");
        var numbers = values.Select(value =>
            (value / Math.Pow(10, power)).ToString("0.######", CultureInfo.InvariantCulture)
        );
        return $"""
                ```mermaid
                xychart-beta
                  title "{MarkdownText.ChartLabel(title)}"
                  x-axis "{MarkdownText.ChartLabel(horizontal)}" [{string.Join(", ", categories)}]
                  y-axis "{MarkdownText.ChartLabel(vertical)}{unit}"
                  {kind} [{string.Join(", ", numbers)}]
                ```

                """.ReplaceLineEndings("\n") + "\n";
    }
}
