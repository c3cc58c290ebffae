using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>group experiments</c>.</summary>
internal static class GroupExperimentsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<bool> metrics = new("--metrics", "-m") { Description = "Shows the last value of each metric" };
        Option<bool> parameters = new("--params", "-p") { Description = "Shows the parameters" };
        Command command = new("experiments", "Lists the group's experiments.") { metrics, parameters };
        var options = new ViewOptions().AddQueryTo(command, FieldSet.Experiments).AddPagesTo(command).AddTo(command);
        command.SetAction(parsed =>
            options.Query(parsed) is not { } query
                ? ExitCodes.Usage
                : StoreAccess.WithGroup(
                    parsed,
                    (access, group) =>
                    {
                        new ExperimentViews(access.Store, options.View(parsed)).List(
                            group,
                            query,
                            options.Page(parsed),
                            new(parsed.GetValue(metrics), parsed.GetValue(parameters), options.IsWide(parsed))
                        );
                        return ExitCodes.Fine;
                    }
                )
        );
        return command;
    }
}
