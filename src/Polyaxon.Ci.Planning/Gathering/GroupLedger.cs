using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>Where a group stands after a batch: every experiment with what became of it, what is wrong, and how it goes on.</summary>
public sealed record GroupLedger
{
    /// <summary>The version of the form in which ledgers are written.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the tool that wrote it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The group's id.</summary>
    public required string Group { get; init; }

    /// <summary>The batch after which it was written.</summary>
    public required int Batch { get; init; }

    /// <summary>The attempt of the workflow run that wrote it.</summary>
    public required int Attempt { get; init; }

    /// <summary>The commit of the code that is run; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The seed in force.</summary>
    public required long Seed { get; init; }

    /// <summary>What ranks; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary>How batches are made.</summary>
    public PlanSettings Settings { get; init; } = new();

    /// <summary>How the group ended; null while another batch follows.</summary>
    public PlanEnd? Ended { get; init; }

    /// <summary>All experiments of the group so far.</summary>
    public required ImmutableArray<PlanEntry> Entries { get; init; }

    /// <summary>What is wrong with the results.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What a model has learnt from the results, as <see cref="Analysis.AnalysisJson"/> writes it; null when none was made.</summary>
    public MapValue? Analysis { get; init; }

    /// <summary><c>running</c> while another batch follows, <c>done</c>, <c>stopped</c>, or <c>stuck</c>.</summary>
    public string Status => Ended?.Kind.ToString().ToLowerInvariant() ?? "running";

    /// <summary>The experiment with the best objective; of equals the earlier; null when none has it.</summary>
    public PlanEntry? Best => Objective is null ? null : Entries.Where(HasValue).MinBy(Rank);

    /// <summary>The ledger after a batch.</summary>
    /// <param name="plan">The plan of the batch.</param>
    /// <param name="reconciliation">What became of it.</param>
    /// <param name="next">The plan made after it.</param>
    /// <param name="attempt">The attempt of the workflow run.</param>
    public static GroupLedger Of(SweepPlan plan, Reconciliation reconciliation, SweepPlan next, int attempt) =>
        new()
        {
            ToolVersion = plan.ToolVersion,
            Group = plan.Group,
            Batch = plan.Batch,
            Attempt = attempt,
            Commit = plan.Commit,
            Seed = plan.Seed,
            Objective = plan.Objective,
            Settings = plan.Settings,
            Ended = next.Ended,
            // What was reused or refused in going on belongs to the group as well.
            Entries = next.Ended is null ? reconciliation.Entries : next.Entries,
            Problems = reconciliation.Problems,
        };

    /// <summary>An experiment's objective, if it succeeded and reported a number.</summary>
    public double? ValueOf(PlanEntry entry) =>
        Objective is { } goal
        && entry.Outcome is { Status: ExperimentStatus.Succeeded } outcome
        && outcome.Last(goal.Name) is { } value
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>How many experiments have a status.</summary>
    public int Count(params ReadOnlySpan<ExperimentStatus> statuses)
    {
        var count = 0;
        foreach (var entry in Entries)
        {
            count += entry.Outcome is { } outcome && statuses.Contains(outcome.Status) ? 1 : 0;
        }

        return count;
    }

    private bool HasValue(PlanEntry entry) => ValueOf(entry) is not null;

    private (double Value, long Index) Rank(PlanEntry entry) =>
        (
            Objective!.Optimization == Optimization.Minimize ? ValueOf(entry)!.Value : -ValueOf(entry)!.Value,
            entry.Experiment.Index
        );
}
