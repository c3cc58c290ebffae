using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Closes the books of a group whose tool was killed: what it left running is ended, what is open is stopped.</summary>
public static class GroupStopper
{
    private const string Message = "Stopped by the user after its tool had ended.";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Stops the group; it can be resumed. Finished results that the store does not know yet are taken over first.</summary>
    /// <exception cref="SweepException">A tool runs the group.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static void Stop(SweepStore store, string root, long group, TimeProvider time)
    {
        var folder = GroupFolder.Of(root, group);
        using var held = GroupLock.Take(folder) ?? throw new SweepException($"Group {group} is run by another tool.");
        var definition = GroupDefinition.Load(folder);
        var open = new PlannedRows(store).Of(group).Where(row => !row.Status.IsFinal()).ToList();
        if (definition is not null)
        {
            Engine(definition)
                .EndLeftovers(
                    definition.Key,
                    open.Select(row => folder.Experiment(row.Id)).Append(folder.Build),
                    Grace
                );
        }

        store.Record(
            group,
            open.Select(row =>
                AttemptArchive.Read(Path.Combine(folder.Experiment(row.Id), "result.json")) is { } record
                && record.Status.IsFinal()
                && record.Attempt >= row.Attempt
                    ? record
                    : Stopped(row, definition?.Key ?? "", time.GetUtcNow())
            )
        );
        store.SetGroupStatus(group, "stopped", "stopped by the user");
    }

    private static Engine Engine(GroupDefinition definition) =>
        EngineChoice.Of(definition.Engine, definition.Read().File?.Build, definition.Shell, false).Engine
        ?? new ProcessEngine("");

    private static ExperimentResult Stopped(PlannedRow row, string key, DateTimeOffset now) =>
        new()
        {
            Group = key,
            Batch = 1,
            Index = row.Number,
            Attempt = row.Attempt,
            Fingerprint = "",
            Status = ExperimentStatus.Stopped,
            Message = Message,
            StoppedBy = StopCause.User,
            StartedAt = row.StartedAt,
            FinishedAt = now,
        };
}
