using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>How a group ended, for programs.</summary>
internal static class RunJson
{
    /// <summary>One object in one line.</summary>
    public static string Of(SweepSummary summary, GroupDefinition definition, int code) =>
        JsonText.Format(
            Json.Map(
                ("group", Value.Of(summary.Id)),
                ("key", Json.Text(summary.Results is [var first, ..] ? first.Group : null)),
                ("project", Value.Of(definition.Project)),
                ("user", Value.Of(definition.User)),
                ("status", Value.Of(summary.Status)),
                ("reason", Json.Text(summary.Reason)),
                ("exitCode", Value.Of(code)),
                ("seed", Value.Of(definition.Seed)),
                ("engine", Value.Of(definition.Engine)),
                ("objective", Objective(definition.Objective)),
                ("counts", Counts(summary.Results)),
                ("best", summary.Best is { } best ? Experiment(best, summary) : Value.Null),
                ("experiments", Json.List(summary.Results.Select(result => Experiment(result, summary))))
            )
        );

    private static Value Objective(MetricGoal? goal) =>
        goal is null
            ? Value.Null
            : Json.Map(
                ("name", Value.Of(goal.Name)),
                ("optimization", Value.Of(goal.Optimization == Optimization.Maximize ? "maximize" : "minimize"))
            );

    private static MapValue Counts(IEnumerable<ExperimentResult> results) =>
        new([
            .. results
                .GroupBy(result => result.Status)
                .OrderBy(group => group.Key)
                .Select(group => KeyValuePair.Create(group.Key.ToText(), Value.Of(group.Count()))),
        ]);

    private static MapValue Experiment(ExperimentResult result, SweepSummary summary) =>
        Json.Map(
            ("index", Value.Of(result.Index)),
            ("name", Value.Of(summary.Names[result.Index])),
            ("status", Value.Of(result.Status.ToText())),
            ("message", Json.Text(result.Message)),
            ("attempt", Value.Of(result.Attempt)),
            ("batch", Value.Of(result.Batch)),
            ("declarations", new MapValue(result.Declarations)),
            (
                "metrics",
                new MapValue([
                    .. result.Metrics.Select(series => KeyValuePair.Create(series.Name, Value.Of(series.Last))),
                ])
            )
        );
}
