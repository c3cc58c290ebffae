using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>A plan's settings and objective in JSON.</summary>
internal static class PlanSettingsJson
{
    /// <summary>The settings as an object.</summary>
    public static MapValue Write(PlanSettings settings)
    {
        JsonMembers members = new();
        members.Add("perJob", settings.PerJob);
        members.Add("maxJobs", settings.MaxJobs);
        members.Add("batchSize", settings.BatchSize);
        members.Add("maxBatches", settings.MaxBatches);
        members.Add("minutesPerExperiment", settings.MinutesPerExperiment);
        members.Add("setupMinutes", settings.SetupMinutes);
        return members.ToMap();
    }

    /// <summary>Reads settings.</summary>
    /// <exception cref="FormatException">A member is out of its range.</exception>
    public static PlanSettings Read(JsonFields fields) =>
        new()
        {
            PerJob = fields.OptionalInt("perJob", 1),
            MaxJobs = (int)fields.Integer("maxJobs", 1, CiLimits.MatrixJobs),
            BatchSize = fields.OptionalInteger("batchSize", 1),
            MaxBatches = (int)fields.Integer("maxBatches", 1, int.MaxValue),
            MinutesPerExperiment = Positive(fields, "minutesPerExperiment"),
            SetupMinutes = Positive(fields, "setupMinutes") ?? 0,
        };

    /// <summary>An objective as an object.</summary>
    public static MapValue Write(MetricGoal goal) =>
        new([
            new("metric", Value.Of(goal.Name)),
            new("optimization", Value.Of(goal.Optimization.ToString().ToLowerInvariant())),
        ]);

    /// <summary>Reads an objective.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MetricGoal ReadGoal(JsonFields fields) =>
        new(
            fields.Text("metric"),
            fields.Text("optimization") switch
            {
                "minimize" => Optimization.Minimize,
                "maximize" => Optimization.Maximize,
                _ => throw fields.Fault("optimization", "minimize or maximize"),
            }
        );

    /// <summary>An end as an object.</summary>
    public static MapValue Write(PlanEnd end)
    {
        JsonMembers members = new();
        members.Add("kind", end.Kind.ToString().ToLowerInvariant());
        members.Add("reason", end.Reason);
        members.Add("experiment", end.Experiment);
        return members.ToMap();
    }

    /// <summary>Reads an end.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PlanEnd ReadEnd(JsonFields fields) =>
        new(
            fields.Text("kind") switch
            {
                "done" => PlanEndKind.Done,
                "stopped" => PlanEndKind.Stopped,
                "stuck" => PlanEndKind.Stuck,
                _ => throw fields.Fault("kind", "done, stopped or stuck"),
            },
            fields.Text("reason"),
            fields.OptionalInteger("experiment", 1)
        );

    private static double? Positive(JsonFields fields, string name) =>
        fields.OptionalNumber(name) is not { } number ? null
        : number >= 0 ? number
        : throw fields.Fault(name, "a number from 0");
}
