using System.CommandLine;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>group experiments</c>.</summary>
internal static class GroupExperimentsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("experiments", "Lists the group's experiments.");
        var options = new ExperimentListOptions().AddTo(command);
        command.SetAction(parsed =>
            options.Query(parsed) is { } query
                ? StoreAccess.WithGroup(
                    parsed,
                    (access, group) => options.Show(parsed, access, ExperimentList.OfGroup(group.Id), query)
                )
                : ExitCodes.Usage
        );
        return command;
    }
}
