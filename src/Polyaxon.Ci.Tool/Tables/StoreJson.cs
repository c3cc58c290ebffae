using System.Text.Json;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>The JSON forms of what is in a store. Names stay; adding is fine.</summary>
internal static class StoreJson
{
    /// <summary>A page of a list.</summary>
    public static MapValue List(string name, IEnumerable<Value> items, long count, PageRequest page) =>
        Json.Map(
            ("count", Value.Of(count)),
            ("page", Value.Of(page.Number)),
            ("pageSize", Value.Of(page.Size)),
            (name, Json.List(items))
        );

    /// <summary>A group.</summary>
    public static MapValue Group(GroupInfo group) =>
        Json.Map(
            ("id", Value.Of(group.Id)),
            ("name", Json.Text(group.Name)),
            ("uniqueName", Value.Of(group.UniqueName)),
            ("description", Json.Text(group.Description)),
            ("tags", Json.List(group.Tags.Select(Value.Of))),
            ("project", Value.Of(group.Project)),
            ("user", Value.Of(group.User)),
            ("searchAlgorithm", Value.Of(group.Algorithm)),
            ("concurrency", Value.Of(group.Concurrency)),
            ("seed", Value.Of(group.Seed)),
            ("objective", Goal(group.Objective)),
            ("status", Value.Of(group.Status)),
            ("message", Json.Text(group.Message)),
            ("createdAt", Time(group.CreatedAt)),
            ("startedAt", Time(group.StartedAt)),
            ("finishedAt", Time(group.FinishedAt)),
            ("nExperiments", Value.Of(group.Experiments)),
            (
                "statuses",
                new MapValue([
                    .. group
                        .Counts.OrderBy(one => one.Key, StringComparer.Ordinal)
                        .Select(one => KeyValuePair.Create(one.Key, Value.Of(one.Value))),
                ])
            )
        );

    /// <summary>An experiment with the last values of its metrics.</summary>
    public static MapValue Experiment(ExperimentInfo experiment, IReadOnlyList<KeyValuePair<string, string>> metrics) =>
        Json.Map(
            ("id", Value.Of(experiment.Id)),
            ("uniqueName", Value.Of(experiment.UniqueName)),
            ("group", Value.Of(experiment.Group)),
            ("index", Value.Of(experiment.Number)),
            ("user", Value.Of(experiment.User)),
            ("status", Value.Of(experiment.Status)),
            ("message", Json.Text(experiment.Message)),
            ("attempt", Value.Of(experiment.Attempt)),
            ("parent", experiment.Parent is { } parent ? Value.Of(parent) : Value.Null),
            ("cmd", Json.Text(experiment.Command)),
            ("declarations", Declarations(experiment)),
            ("metrics", new MapValue([.. metrics.Select(one => KeyValuePair.Create(one.Key, Number(one.Value)))])),
            ("createdAt", Time(experiment.CreatedAt)),
            ("startedAt", Time(experiment.StartedAt)),
            ("finishedAt", Time(experiment.FinishedAt))
        );

    /// <summary>A status that was.</summary>
    public static MapValue Status(StatusInfo status) =>
        Json.Map(
            ("id", Value.Of(status.Id)),
            ("createdAt", Time(status.CreatedAt)),
            ("status", Value.Of(status.Status)),
            ("message", Json.Text(status.Message))
        );

    /// <summary>What ranks; null when nothing does.</summary>
    public static Value Goal(MetricGoal? goal) =>
        goal is null
            ? Value.Null
            : Json.Map(
                ("metric", Value.Of(goal.Name)),
                ("optimization", Value.Of(goal.Optimization == Optimization.Maximize ? "maximize" : "minimize"))
            );

    /// <summary>An experiment's declarations.</summary>
    public static MapValue Declarations(ExperimentInfo experiment)
    {
        using var document = JsonDocument.Parse(experiment.Declarations);
        return (MapValue)JsonReading.ToValue(document.RootElement);
    }

    private static Value Time(DateTimeOffset? time) => Json.Text(IsoTime.Text(time));

    private static Value Number(string text) =>
        Value.Of(
            text switch
            {
                "nan" => double.NaN,
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                _ => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            }
        );
}
