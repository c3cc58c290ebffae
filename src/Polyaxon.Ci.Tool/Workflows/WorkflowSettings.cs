using System.Collections.Immutable;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>What a generated workflow says; the texts are the user's own and may hold anything.</summary>
internal sealed record WorkflowSettings
{
    /// <summary>The workflow's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many batches stand in it; at least 1.</summary>
    public required int Batches { get; init; }

    /// <summary>The command line that generates it again.</summary>
    public required string Command { get; init; }

    /// <summary>The events that start it.</summary>
    public ImmutableArray<string> Events { get; init; } = ["workflow_dispatch"];

    /// <summary>The action, <c>OWNER/NAME@REF</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The .NET SDK to set up; empty for none.</summary>
    public string DotnetVersion { get; init; } = "10.0.x";

    /// <summary>Where experiments run: a label, or JSON.</summary>
    public string RunsOn { get; init; } = "ubuntu-latest";

    /// <summary>Minutes after which a job of experiments is ended.</summary>
    public int TimeoutMinutes { get; init; } = 360;

    /// <summary>The deployment environment of jobs that run experiments; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Repository secrets that experiments get under their names.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Variables that experiments get.</summary>
    public ImmutableArray<WorkflowEntry> Variables { get; init; } = [];

    /// <summary>Inputs of the action for planning, beyond those that every workflow sets.</summary>
    public ImmutableArray<WorkflowEntry> Plan { get; init; } = [];

    /// <summary>Inputs of the action for running experiments.</summary>
    public ImmutableArray<WorkflowEntry> Exec { get; init; } = [];

    /// <summary>Inputs of the action for gathering.</summary>
    public ImmutableArray<WorkflowEntry> Gather { get; init; } = [];

    /// <summary>Inputs of the action for the verdict.</summary>
    public ImmutableArray<WorkflowEntry> Verdict { get; init; } = [];
}
