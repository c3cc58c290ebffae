using System.Collections;
using System.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>The environment an experiment gets: the tool's own, and what the old platform's scripts expect.</summary>
public static class ExperimentEnvironment
{
    private static readonly string[] ToolsOwn =
    [
        "POLYAXON_RESUME_PATH",
        "POLYAXON_DECLARATIONS",
        "POLYAXON_PARAMS",
        "POLYAXON_EXPERIMENT_INFO",
    ];

    /// <summary>The variables set for an attempt, without those inherited.</summary>
    public static IReadOnlyDictionary<string, string> Variables(ExperimentRun run)
    {
        StringBuilder declarations = new();
        JsonText.AppendObject(declarations, run.Experiment.Declarations.AsSpan(), JsonSpacing.Python);
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["POLYAXON_DECLARATIONS"] = declarations.ToString(),
            ["POLYAXON_PARAMS"] = declarations.ToString(),
            ["POLYAXON_EXPERIMENT_INFO"] = Info(run),
            ["POLYAXON_LOG_LEVEL"] = run.LogLevel,
            ["POLYAXON_RUN_OUTPUTS_PATH"] = run.OutputsPath,
            ["POLYAXON_LOGS_PATH"] = run.LogPath,
            ["POLYAXON_METRICS_FILE"] = run.MetricsPath,
            ["POLYAXON_IS_MANAGED"] = "true",
            ["POLYAXON_IS_LOCAL"] = "true",
        };
        if (run.ResumePath is not null)
        {
            variables["POLYAXON_RESUME_PATH"] = run.ResumePath;
        }

        return variables;
    }

    /// <summary>The whole environment of an attempt.</summary>
    internal static Dictionary<string, string> Whole(ExperimentRun run)
    {
        Dictionary<string, string> whole = new(StringComparer.Ordinal);
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            whole[(string)inherited.Key] = (string?)inherited.Value ?? "";
        }

        // A sweep inside a sweep must not hear of the outer one.
        Array.ForEach(ToolsOwn, name => whole.Remove(name));
        foreach (var (name, value) in Variables(run))
        {
            whole[name] = value;
        }

        return whole;
    }

    private static string Info(ExperimentRun run)
    {
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new("project_name", Value.Of(run.Project)),
                new("experiment_group_name", Value.Of(run.GroupName)),
                new("experiment_name", Value.Of(run.Name)),
                new("experiment_group_uuid", Value.Of(run.Group)),
                new("index", Value.Of(run.Experiment.Index)),
                new("attempt", Value.Of(run.Attempt)),
            ],
            JsonSpacing.Python
        );
        return text.ToString();
    }
}
