using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>How a leg of a batch is run. All paths are absolute.</summary>
public sealed record LegSettings
{
    /// <summary>The plan.</summary>
    public required SweepPlan Plan { get; init; }

    /// <summary>The plan's specification.</summary>
    public required Polyaxonfile File { get; init; }

    /// <summary>The leg.</summary>
    public required PlanLeg Leg { get; init; }

    /// <summary>Where results go.</summary>
    public required string Results { get; init; }

    /// <summary>Where this leg's stop marker goes.</summary>
    public required string Marker { get; init; }

    /// <summary>Where stop markers of other legs were downloaded; need not exist.</summary>
    public required string Stop { get; init; }

    /// <summary>Where results of earlier attempts were downloaded; need not exist.</summary>
    public ImmutableArray<string> Previous { get; init; } = [];

    /// <summary>Where results of predecessors were downloaded; need not exist.</summary>
    public ImmutableArray<string> Restore { get; init; } = [];

    /// <summary>The attempt of the workflow run, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where commands run.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>How they run.</summary>
    public required RunnerSettings Runner { get; init; }

    /// <summary>The commit of the code that runs; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>Who runs it.</summary>
    public required string User { get; init; }

    /// <summary>Whether build steps are left out.</summary>
    public bool SkipBuild { get; init; }
}
