using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Finds out where a group stands after its tool ended, however it ended. Suggestions come from the store, results from the records
/// that experiments left and from the store, whichever knows more; what is not final, failed with tries left, or was stopped by the
/// user is open and gets a new attempt.
/// </summary>
internal sealed class Recovery(SweepContext context, long group, GroupFolder folder)
{
    private readonly IReadOnlyList<PlannedRow> _rows = new PlannedRows(context.Store).Of(group);

    /// <summary>
    /// Ends the processes a killed tool left. They cannot be adopted: nobody reads their output any more, and nobody but the
    /// tool that started them learns how they end.
    /// </summary>
    public void EndLeftovers()
    {
        var folders = _rows.Where(row => !row.Status.IsFinal()).Select(row => folder.Experiment(row.Id));
        var runner = context.Settings.Runner;
        var found = runner.Engine.EndLeftovers(
            context.Settings.Definition.Key,
            folders.Append(folder.Build),
            runner.Grace
        );
        if (found > 0)
        {
            context.Observer.Note(
                FormattableString.Invariant($"Ended {found} experiments that a killed tool had left running.")
            );
        }
    }

    /// <summary>Fills the ledger and gives the open experiments in the order planned.</summary>
    /// <exception cref="SweepException">What was planned does not fit the group's definition.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public IReadOnlyList<LedgerEntry> Restore(Ledger ledger)
    {
        List<LedgerEntry> open = [];
        List<ExperimentResult> taken = [];
        foreach (var row in _rows)
        {
            var suggestion =
                PlanLine.Read(row.Plan ?? "", context.File.Hptuning.Matrix)
                ?? throw new SweepException(
                    $"Group {group} cannot be resumed: experiment {row.Id} was planned by another version of the tool."
                );
            var entry = ledger.Restore(suggestion, row.Id);
            var record = AttemptArchive.Read(Path.Combine(folder.Experiment(row.Id), "result.json"));
            entry.Attempt = Math.Max(row.Attempt, record?.Attempt ?? 0);
            if (ResultOf(row, record, entry) is { } result && !IsOpen(result))
            {
                ledger.Record(result);
                taken.Add(result);
            }
            else
            {
                open.Add(entry);
            }
        }

        ledger.Flush();
        context.Store.Reopen(group, open.Select(entry => entry.Experiment.Index));
        context.Observer.Resumed(group, taken.Count, open.Count);
        return open;
    }

    /// <summary>The final result of the newest attempt; null when there is none.</summary>
    private ExperimentResult? ResultOf(PlannedRow row, ExperimentResult? record, LedgerEntry entry)
    {
        if (
            record is not null
            && record.Status.IsFinal()
            && record.Attempt >= row.Attempt
            && record.Group == context.Settings.Definition.Key
        )
        {
            return record;
        }

        // The record could not be written, or there never was one: the store alone knows.
        return !row.Status.IsFinal() || row.Attempt < entry.Attempt
            ? null
            : new ExperimentResult
            {
                Group = context.Settings.Definition.Key,
                Batch = entry.Batch,
                Index = entry.Experiment.Index,
                Attempt = row.Attempt,
                Fingerprint = entry.Experiment.Fingerprint,
                Status = row.Status,
                Message = row.Message,
                StoppedBy = row.Status == ExperimentStatus.Stopped ? StopCause.User : null,
                StartedAt = row.StartedAt,
                FinishedAt = row.FinishedAt,
                Declarations = entry.Experiment.Declarations,
                Metrics =
                [
                    .. new PlannedRows(context.Store)
                        .LastMetrics(row.Id)
                        .Select(one => new MetricSeries(one.Key, [new MetricPoint(1, one.Value)])),
                ],
            };
    }

    private bool IsOpen(ExperimentResult result) =>
        result.Status switch
        {
            ExperimentStatus.Stopped => result.StoppedBy != StopCause.Policy,
            // It was about to be tried again when the tool ended.
            ExperimentStatus.Failed => result.Attempt > 0 && result.Attempt <= context.Settings.Definition.Retries,
            _ => false,
        };
}
