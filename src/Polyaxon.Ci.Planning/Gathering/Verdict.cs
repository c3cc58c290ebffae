using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>How a group is judged.</summary>
public enum VerdictKind
{
    /// <summary>Complete, and good enough.</summary>
    Green,

    /// <summary>Complete, and bad by the rule of <c>--fail-on</c>.</summary>
    Bad,

    /// <summary>Something is missing: nothing can be said.</summary>
    Incomplete,
}

/// <summary>What is known of the jobs before the verdict; null where nobody said.</summary>
/// <param name="PlanResult">How the plan job ended: <c>success</c>, <c>failure</c>, <c>cancelled</c> or <c>skipped</c>.</param>
/// <param name="PlanCount">Its output <c>count</c>.</param>
/// <param name="IsMatrixEmpty">Whether its output <c>matrix</c> arrived empty.</param>
public sealed record JobStates(string? PlanResult, string? PlanCount, bool? IsMatrixEmpty);

/// <summary>The judgement of a whole group.</summary>
/// <param name="Kind">The judgement.</param>
/// <param name="Reasons">Why, in words; one a line.</param>
public sealed record Verdict(VerdictKind Kind, ImmutableArray<string> Reasons)
{
    private const int MostGaps = 20;

    /// <summary>Judges a group.</summary>
    /// <param name="ledger">The newest ledger; null when there is none.</param>
    /// <param name="newest">The newest plan; null when there is none.</param>
    /// <param name="jobs">What is known of the jobs.</param>
    /// <param name="failOn">The rule; null for the default.</param>
    public static Verdict Of(GroupLedger? ledger, SweepPlan? newest, JobStates jobs, string? failOn)
    {
        var gaps = new List<string>();
        AddJobs(gaps, jobs);
        if (ledger is null)
        {
            // When nothing was planned, nothing else is to be looked for.
            if (gaps.Count == 0)
            {
                AddNoLedger(gaps, newest);
            }
        }
        else
        {
            AddGaps(gaps, ledger);
            AddUnfinished(gaps, ledger);
        }

        var bad = ledger is null ? null : FailOn.Judge(failOn, Statuses(ledger));
        return gaps.Count > 0 ? new Verdict(VerdictKind.Incomplete, [.. gaps, .. bad is null ? [] : new[] { bad }])
            : bad is not null ? new Verdict(VerdictKind.Bad, [bad])
            : new Verdict(VerdictKind.Green, []);
    }

    private static IEnumerable<ExperimentStatus> Statuses(GroupLedger ledger) =>
        ledger.Entries.Select(entry => entry.Outcome?.Status).OfType<ExperimentStatus>();

    private static void AddJobs(List<string> gaps, JobStates jobs)
    {
        if (jobs.PlanResult is { Length: > 0 } result and not "success")
        {
            gaps.Add($"The plan job ended with '{result}': nothing was planned.");
        }
        else if (jobs.PlanResult == "success" && (jobs.PlanCount is "" || jobs.IsMatrixEmpty == true))
        {
            gaps.Add(
                "The plan job succeeded but its outputs arrived empty: the runner drops an output that contains a secret or a "
                    + "masked value. Load no secrets in the plan job, and mask no short values such as '1' or 'true'."
            );
        }
    }

    private static void AddNoLedger(List<string> gaps, SweepPlan? newest)
    {
        if (newest is null)
        {
            gaps.Add("There is neither a plan nor a ledger: were the artifacts plx-group-* and plx-plan-* downloaded?");
        }
        else if (newest.Ended is null)
        {
            gaps.Add($"Batch {newest.Batch} was planned and its results were never gathered.");
        }
    }

    private static void AddGaps(List<string> gaps, GroupLedger ledger)
    {
        var found = ledger.Problems.Where(problem => problem.IsGap).ToList();
        gaps.AddRange(found.Take(MostGaps).Select(problem => problem.Message));
        if (found.Count > MostGaps)
        {
            gaps.Add($"… and {found.Count - MostGaps} more.");
        }
    }

    private static void AddUnfinished(List<string> gaps, GroupLedger ledger)
    {
        if (ledger.Ended is { Kind: PlanEndKind.Stuck } end)
        {
            gaps.Add($"The search cannot go on: {end.Reason}.");
        }
        else if (ledger.Ended is null)
        {
            var next = ledger.Batch + 1;
            gaps.Add(
                next > ledger.Settings.MaxBatches
                    ? $"The search is unfinished after batch {ledger.Batch}, the last of this workflow; give --max-batches more, or a larger --batch-size."
                    : $"The search is unfinished: the results of batch {next} were never gathered."
            );
        }
    }
}
