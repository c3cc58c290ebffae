using System.Collections.Immutable;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>Which inputs of the reusable workflow become which inputs of the action; the texts are expressions.</summary>
internal static class ReusableInputs
{
    private static readonly ImmutableArray<WorkflowEntry> Tool =
    [
        new("retention-days", "inputs.retention-days"),
        // In this repository the tool is built from the sources at hand: its release may not exist yet.
        new("version", "inputs.version || (steps.origin.outputs.own == 'true' && 'source' || '')"),
        Same("tool-path"),
        Same("package-source"),
    ];

    /// <summary>For planning.</summary>
    public static ImmutableArray<WorkflowEntry> Plan { get; } =
    [
        .. Same(
            "working-directory",
            "file",
            "param",
            "seed",
            "metric",
            "batch-size",
            "per-job",
            "max-jobs",
            "minutes-per-experiment",
            "setup-minutes",
            "resume-run",
            "reuse-across-commits"
        ),
        new("github-token", "secrets.resume_token || github.token"),
        .. Tool,
    ];

    /// <summary>For running experiments.</summary>
    public static ImmutableArray<WorkflowEntry> Exec { get; } =
    [.. Same("working-directory", "timeout", "shell", "engine", "no-build"), .. Tool];

    /// <summary>For gathering.</summary>
    public static ImmutableArray<WorkflowEntry> Gather { get; } = Tool;

    /// <summary>For the verdict.</summary>
    public static ImmutableArray<WorkflowEntry> Verdict { get; } = [Same("fail-on"), .. Tool];

    private static WorkflowEntry Same(string name) => new(name, "inputs." + name);

    private static IEnumerable<WorkflowEntry> Same(params IEnumerable<string> names) => names.Select(Same);
}
