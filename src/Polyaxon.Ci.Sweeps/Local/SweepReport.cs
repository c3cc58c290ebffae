using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Closes the books of a group and says how it ended.</summary>
internal sealed class SweepReport(SweepContext context, long group, RunFactory runs, Ledger ledger)
{
    /// <summary>The search is over, or was ended.</summary>
    public SweepSummary Ended(SweepLoop loop)
    {
        var reason =
            loop.Ended?.Reason
            ?? (
                context.File.Hptuning.Search is Specification.Schema.BayesianSection { StopWhenGainBelow: not null }
                    ? loop.Finished
                    : null
            );
        foreach (var entry in loop.NotStarted)
        {
            NotStarted(entry, loop.Ended ?? SweepEnd.Interrupted);
        }

        return Close(loop.Ended is null ? "done" : "stopped", reason, loop.Ended?.Cause == StopCause.User);
    }

    /// <summary>Nothing could be started.</summary>
    public SweepSummary Failed(string reason, IEnumerable<LedgerEntry> open, bool isInterrupted)
    {
        SweepEnd end = new(isInterrupted ? SweepEnd.Interrupted.Reason : reason, StopCause.User);
        foreach (var entry in open)
        {
            NotStarted(entry, end);
        }

        return Close(isInterrupted ? "stopped" : "failed", end.Reason, isInterrupted);
    }

    private void NotStarted(LedgerEntry entry, SweepEnd end) =>
        ledger.Record(
            runs.NotRun(
                entry,
                ExperimentStatus.Stopped,
                $"Not started: {end.Reason}",
                end.Cause,
                context.Time.GetUtcNow()
            )
        );

    private SweepSummary Close(string status, string? reason, bool isInterrupted)
    {
        ledger.Flush();
        context.Store.SetGroupStatus(group, status, reason);
        var results = ledger.State.Results.OrderBy(result => result.Index).ToList();
        var best = ledger.State.Best(context.Settings.Definition.Objective);
        return new SweepSummary(group, status, reason, results, best, isInterrupted)
        {
            Names = ledger.Entries.ToDictionary(entry => entry.Experiment.Index, entry => runs.NameOf(entry.Id)),
        };
    }
}
