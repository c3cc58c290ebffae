using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Analysis;

/// <summary>
/// An analysis as JSON: <c>{"metric", "optimization", "results", "resource", "importance": [{"name", "firstOrder", "total"}…],
/// "dependence": [{"name", "points": [{"value", "mean", "low", "high"}…]}…], "nextBatch", "expectedGain"}</c>.
/// </summary>
public static class AnalysisJson
{
    /// <summary>The document.</summary>
    public static MapValue ToValue(ModelAnalysis analysis) =>
        Map(
            ("metric", Value.Of(analysis.Goal.Name)),
            ("optimization", Value.Of(analysis.Goal.Optimization == Optimization.Minimize ? "minimize" : "maximize")),
            ("results", Value.Of(analysis.Results)),
            ("resource", analysis.Resource ?? Value.Null),
            ("importance", new ListValue([.. analysis.Importance.Select(Importance)])),
            ("dependence", new ListValue([.. analysis.Dependence.Select(Dependence)])),
            ("nextBatch", Value.Of(analysis.NextBatch)),
            ("expectedGain", Number(analysis.ExpectedGain))
        );

    private static MapValue Importance(ParameterImportance importance) =>
        Map(
            ("name", Value.Of(importance.Name)),
            ("firstOrder", Number(importance.FirstOrder)),
            ("total", Number(importance.Total))
        );

    private static MapValue Dependence(PartialDependence dependence) =>
        Map(
            ("name", Value.Of(dependence.Name)),
            (
                "points",
                new ListValue([
                    .. dependence.Points.Select(point =>
                        Map(
                            ("value", point.Value),
                            ("mean", Number(point.Mean)),
                            ("low", Number(point.Low)),
                            ("high", Number(point.High))
                        )
                    ),
                ])
            )
        );

    /// <summary>Computed numbers to six digits: more would be noise, and these are the same on every machine.</summary>
    private static Value Number(double number) => Value.Of(AnalysisNumber.SixDigits(number));

    private static MapValue Map(params ReadOnlySpan<(string Name, Value Value)> members)
    {
        var entries = new KeyValuePair<string, Value>[members.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = KeyValuePair.Create(members[i].Name, members[i].Value);
        }

        return new MapValue([.. entries]);
    }
}
