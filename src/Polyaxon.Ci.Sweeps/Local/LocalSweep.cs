using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Runs a group on this machine, from its start or from where a tool left it.</summary>
public sealed class LocalSweep(SweepContext context)
{
    private readonly GroupDefinition _given = context.Settings.Definition;

    /// <summary>Runs a new group to its end.</summary>
    /// <param name="stop">Ends running experiments in an orderly way; nothing new starts.</param>
    /// <param name="kill">Ends running experiments at once.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    /// <exception cref="IOException">The group's folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The group's folder may not be used.</exception>
    public SweepSummary Run(CancellationToken stop, CancellationToken kill)
    {
        var definition = _given with { Key = NewKey() };
        var group = context.Store.AddGroup(Row(definition));
        var folder = GroupFolder.Of(context.Settings.Root, group);
        using var held = GroupLock.Take(folder) ?? throw new SweepException($"Group {group} is run by another tool.");
        GroupDefinitionFile.Write(folder.Definition, definition);
        context.Observer.Created(group);
        return Continue(definition, group, folder, null, stop, kill);
    }

    /// <summary>
    /// Goes on with a group: what a killed tool left running is ended, finished results are taken over, and what is open is run.
    /// </summary>
    /// <param name="group">The group; its definition is that of the settings.</param>
    /// <param name="held">The group's lock.</param>
    /// <param name="stop">Ends running experiments in an orderly way; nothing new starts.</param>
    /// <param name="kill">Ends running experiments at once.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public SweepSummary Resume(long group, GroupLock held, CancellationToken stop, CancellationToken kill)
    {
        ArgumentNullException.ThrowIfNull(held);
        var folder = GroupFolder.Of(context.Settings.Root, group);
        StopRequests.Clear(folder);
        Recovery recovery = new(context, group, folder);
        recovery.EndLeftovers();
        return Continue(_given, group, folder, recovery, stop, kill);
    }

    private SweepSummary Continue(
        GroupDefinition definition,
        long group,
        GroupFolder folder,
        Recovery? recovery,
        CancellationToken stop,
        CancellationToken kill
    )
    {
        RunFactory runs = new(context.File, definition, folder, group);
        Ledger ledger = new(context.Store, group, context.File, context.Renderer, folder);
        var open = recovery?.Restore(ledger) ?? [];
        SweepReport report = new(context, group, runs, ledger);
        if (Build(runs, folder, stop, kill) is { } fault)
        {
            return report.Failed(fault, open, stop.IsCancellationRequested);
        }

        context.Store.SetGroupStatus(group, "running", null);
        var settings = context.Settings with { Definition = definition };
        SweepLoop loop = new(context with { Settings = settings }, folder, runs, ledger, open, stop);
        loop.Run([.. ledger.State.Results], kill);
        return report.Ended(loop);
    }

    private string? Build(RunFactory runs, GroupFolder folder, CancellationToken stop, CancellationToken kill)
    {
        if (
            _given.SkipBuild
            || context.File.Build is not { } build
            || !context.Settings.Runner.Engine.NeedsBuild(build)
            || AttemptArchive.Read(Path.Combine(folder.Build, "result.json"))?.Status == ExperimentStatus.Succeeded
        )
        {
            return null;
        }

        context.Observer.Building();
        var run = runs.Build();
        var result = new ExperimentRunner(context.Settings.Runner, context.Time).Build(build, run, null, stop, kill)!;
        if (result.Status == ExperimentStatus.Succeeded)
        {
            AtomicFile.Write(run.RecordPath, ResultRecord.Write(result), durable: true);
            return null;
        }

        return $"the build steps failed. {result.Message} See {run.LogPath}";
    }

    private string NewKey()
    {
        var name = string.Concat(
            (context.File.Name ?? "group")
                .Take(40)
                .Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')
        );
        var moment = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return FormattableString.Invariant(
            $"{name}-{moment:x}-{Environment.ProcessId:x}-{Environment.CurrentManagedThreadId:x}"
        );
    }

    private NewGroup Row(GroupDefinition definition) =>
        new(
            definition.Key,
            context.File.Name,
            definition.Project,
            definition.User,
            context.File.Hptuning.Search.Algorithm,
            context.File.Hptuning.Concurrency,
            definition.Seed
        )
        {
            Objective = definition.Objective,
            Description = context.File.Description,
            Tags = context.File.Tags,
        };
}
