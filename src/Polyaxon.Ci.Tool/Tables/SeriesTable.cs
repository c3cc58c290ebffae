using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Metrics with their last, best, smallest and largest value; on a terminal with their curve.</summary>
internal static class SeriesTable
{
    /// <summary>Writes a row for each metric.</summary>
    /// <param name="view">Where to.</param>
    /// <param name="series">The metrics.</param>
    /// <param name="objective">What ranks; only of it the best is known.</param>
    public static void Write(View view, IReadOnlyList<MetricSeries> series, MetricGoal? objective)
    {
        var hasCurve = view.Style.IsTerminal && series.Any(one => one.Points.Length > 1);
        string[] headers = ["name", "last", "best", "min", "max", "points", .. (string[])(hasCurve ? ["curve"] : [])];
        view.Table(
            headers,
            [
                .. series.Select(one =>
                    (Cell[])
                        [
                            one.Name,
                            NumberText.Format(one.Last),
                            one.Name == objective?.Name ? NumberText.Format(one.Best(objective.Optimization)) : "",
                            NumberText.Format(one.Min),
                            NumberText.Format(one.Max),
                            View.Text(one.Points.Length),
                            .. (Cell[])(hasCurve ? [Curve(one)] : []),
                        ]
                ),
            ]
        );
    }

    /// <summary>The same as JSON, by name.</summary>
    public static MapValue ToValue(IReadOnlyList<MetricSeries> series, MetricGoal? objective) =>
        new([
            .. series.Select(one =>
                KeyValuePair.Create(
                    one.Name,
                    (Value)
                        Json.Map(
                            ("last", Value.Of(one.Last)),
                            (
                                "best",
                                one.Name == objective?.Name ? Value.Of(one.Best(objective.Optimization)) : Value.Null
                            ),
                            ("min", Value.Of(one.Min)),
                            ("max", Value.Of(one.Max)),
                            ("points", Value.Of(one.Points.Length))
                        )
                )
            ),
        ]);

    private static Cell Curve(MetricSeries series) =>
        new(Sparkline.Of([.. series.Points.Select(point => point.Value)]), Colour.Cyan);
}
