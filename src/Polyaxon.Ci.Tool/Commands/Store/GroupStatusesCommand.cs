using System.CommandLine;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>group statuses</c>.</summary>
internal static class GroupStatusesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("statuses", "Lists the statuses the group had.");
        var options = new ViewOptions().AddPagesTo(command).AddTo(command);
        command.SetAction(parsed =>
            StoreAccess.WithGroup(
                parsed,
                (access, group) =>
                {
                    new StatusViews(access.Store, options.View(parsed)).List(group.Id, null, options.Page(parsed));
                    return ExitCodes.Fine;
                }
            )
        );
        return command;
    }
}
