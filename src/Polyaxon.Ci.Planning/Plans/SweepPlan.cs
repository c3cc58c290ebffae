using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// What a batch will run, and all that is needed to go on after it: the specification, and every experiment of the group so far with
/// what became of it. The truth against which results are reconciled.
/// </summary>
public sealed record SweepPlan
{
    /// <summary>The version of the form in which plans are written.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the tool that made it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The group's id, the same in all batches.</summary>
    public required string Group { get; init; }

    /// <summary>The commit of the code that is run; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The seed in force.</summary>
    public required long Seed { get; init; }

    /// <summary>What ranks; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary>The batch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Experiments that run at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Whether a promoted experiment continues from its predecessor's outputs.</summary>
    public bool Resume { get; init; }

    /// <summary>How batches are made.</summary>
    public PlanSettings Settings { get; init; } = new();

    /// <summary>The specification.</summary>
    public required PlanSource Source { get; init; }

    /// <summary>All experiments of the group so far, by ascending index.</summary>
    public required ImmutableArray<PlanEntry> Entries { get; init; }

    /// <summary>Why nothing is to be run any more; null when something is.</summary>
    public PlanEnd? Ended { get; init; }

    /// <summary>The experiments this batch runs, leg by leg.</summary>
    public ImmutableArray<PlanLeg> Legs =>
        [
            .. Entries
                .Where(entry => entry.IsOpen)
                .GroupBy(entry => entry.Experiment.Leg)
                .OrderBy(leg => leg.Key)
                .Select(leg => new PlanLeg(leg.Key, [.. leg.Select(entry => entry.Experiment)])),
        ];
}

/// <summary>One CI job of a batch.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Experiments">What it runs, one after another.</param>
public sealed record PlanLeg(int Index, ImmutableArray<PlannedExperiment> Experiments);
