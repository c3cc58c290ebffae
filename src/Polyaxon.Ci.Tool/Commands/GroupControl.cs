using System.CommandLine;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>group stop</c> and <c>group resume</c>.</summary>
internal static class GroupControl
{
    private static readonly string[] Finished =
    [
        "succeeded",
        "failed",
        "stopped",
        "skipped",
        "upstream_failed",
        "objective_missing",
    ];

    /// <summary><c>stop</c>.</summary>
    /// <param name="group">The option that names the group.</param>
    public static Command Stop(Option<long?> group)
    {
        Option<bool> pending = new("--pending")
        {
            Description = "Stops only what has not started; running experiments are left to finish.",
        };
        Option<bool> yes = new("--yes", "-y") { Description = "Does not ask." };
        Command stop = new("stop", "Stops the group, also from another terminal.") { pending, yes };
        stop.SetAction(parsed =>
            With(
                parsed,
                group,
                (store, info, root) =>
                    new StopVerb(
                        store,
                        parsed.InvocationConfiguration.Output,
                        parsed.InvocationConfiguration.Error,
                        root
                    ).Execute(
                        info.Id,
                        info.Experiments - info.CountOf(Finished),
                        parsed.GetValue(pending) ? StopRequest.Pending : StopRequest.All,
                        parsed.GetValue(yes)
                    )
            )
        );
        return stop;
    }

    /// <summary><c>resume</c>.</summary>
    /// <param name="group">The option that names the group.</param>
    public static Command Resume(Option<long?> group)
    {
        OutputOptions output = new();
        Option<string> format = new("--format")
        {
            Description = "The result: text, or json on standard output with all else on standard error.",
            HelpName = "text|json",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        Command resume = new("resume", "Goes on with a group that was stopped or whose tool was killed.") { format };
        output.AddTo(resume);
        resume.SetAction(parsed =>
        {
            (long Id, string Root)? found = null;
            var code = With(
                parsed,
                group,
                (_, info, root) =>
                {
                    found = (info.Id, root);
                    return ExitCodes.Fine;
                }
            );
            // Outside the look-up, so that the store is opened once at a time.
            return found is { } one
                ? new ResumeVerb(
                    output.ForRunning(parsed, parsed.GetValue(format) == "json"),
                    one.Root,
                    one.Id
                ).Execute()
                : code;
        });
        return resume;
    }

    private static int With(ParseResult parsed, Option<long?> option, Func<SweepStore, GroupInfo, string, int> act)
    {
        var error = parsed.InvocationConfiguration.Error;
        var root = Path.GetFullPath(RunSession.StoreFolder);
        var path = Path.Combine(root, "polyaxon.db");
        if (!File.Exists(path))
        {
            error.WriteLine("Nothing ran here yet: 'dotnet polyaxon run' makes the store.");
            return ExitCodes.Bad;
        }

        try
        {
            using var store = SweepStore.Open(path, TimeProvider.System);
            GroupTable table = new(store);
            var id = parsed.GetValue(option) ?? table.Newest(null);
            if (id is { } number && table.Find(number) is { } info)
            {
                return act(store, info, root);
            }

            error.WriteLine(
                id is null
                    ? "Nothing ran here yet."
                    : FormattableString.Invariant($"There is no experiment group {id}.")
            );
            return ExitCodes.Bad;
        }
        catch (Exception fault)
            when (fault is StoreException or SweepException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {TextStyle.Safe(fault.Message)}");
            return ExitCodes.Bad;
        }
    }
}
