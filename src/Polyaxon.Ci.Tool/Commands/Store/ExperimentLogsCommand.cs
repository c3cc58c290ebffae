using System.CommandLine;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>experiment logs</c>.</summary>
internal static class ExperimentLogsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<bool> follow = new("--follow", "-f")
        {
            Description = "Goes on until the experiment is over, or nobody runs its group any more",
        };
        Command command = new("logs", "Prints the log.") { follow };
        OutputOptions style = new();
        style.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    StoreAccess.WithExperiment(
                        parsed,
                        (access, experiment, group) =>
                            Print(parsed, style, access, experiment, group, parsed.GetValue(follow), cancellation)
                    )
                )
        );
        return command;
    }

    private static int Print(
        ParseResult parsed,
        OutputOptions style,
        StoreAccess access,
        ExperimentInfo experiment,
        GroupInfo group,
        bool follow,
        CancellationToken cancellation
    )
    {
        var folder = ExperimentFolder.Of(StoreAccess.Root, group.Id, experiment.Id);
        var output = parsed.InvocationConfiguration.Output;
        TerminalFilter? filter = Console.IsOutputRedirected
            ? null
            : new(style.Style(parsed, isRedirected: false).HasColour);
        var files = GroupFolder.Of(StoreAccess.Root, group.Id);
        // A killed tool leaves its experiment open for ever; its lock it cannot leave.
        var isAbandoned = false;
        LogFollower follower = new(
            folder.LogPath,
            () => IsOver(access, folder, experiment.Id) || (isAbandoned = !GroupLock.IsTaken(files))
        );
        var found = follower.Copy(
            text =>
            {
                output.Write(filter is null ? text.ToString() : filter.Pass(text.Span));
                output.Flush();
            },
            follow,
            cancellation
        );
        if (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        if (follow && isAbandoned && !IsOver(access, folder, experiment.Id))
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"Experiment {Tables.View.Text(experiment.Id)} is not over, but nobody runs its group: "
                    + $"'dotnet polyaxon group -g {Tables.View.Text(group.Id)} resume' goes on with it."
            );
        }

        return found
            ? ExitCodes.Fine
            : access.Fault($"There is no log of experiment {Tables.View.Text(experiment.Id)}.");
    }

    /// <summary>The record counts as well as the store, which hears of an end a moment later.</summary>
    private static bool IsOver(StoreAccess access, ExperimentFolder folder, long id) =>
        folder.Result()?.Status.IsFinal() == true
        || new ExperimentTable(access.Store).Find(id) is not { } now
        || (ExperimentStatuses.TryParse(now.Status, out var status) && status.IsFinal());
}
