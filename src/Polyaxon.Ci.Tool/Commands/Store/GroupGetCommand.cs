using System.CommandLine;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>group get</c>.</summary>
internal static class GroupGetCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("get", "Shows all about the group.");
        var options = new ViewOptions().AddTo(command);
        command.SetAction(parsed =>
            StoreAccess.WithGroup(
                parsed,
                (access, group) =>
                {
                    new GroupViews(access.Store, options.View(parsed)).Info(group);
                    return ExitCodes.Fine;
                }
            )
        );
        return command;
    }
}
