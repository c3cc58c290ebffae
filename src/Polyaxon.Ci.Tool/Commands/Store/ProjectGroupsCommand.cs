using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>project groups</c>.</summary>
internal static class ProjectGroupsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("groups", "Lists the project's groups.");
        var options = new ViewOptions().AddQueryTo(command, FieldSet.Groups).AddPagesTo(command).AddTo(command);
        command.SetAction(parsed =>
            options.Query(parsed) is not { } query
                ? ExitCodes.Usage
                : StoreAccess.With(
                    parsed,
                    access =>
                    {
                        var (user, project) = access.Project();
                        new GroupViews(access.Store, options.View(parsed)).List(
                            user,
                            project,
                            query,
                            options.Page(parsed),
                            options.IsWide(parsed)
                        );
                        return ExitCodes.Fine;
                    }
                )
        );
        return command;
    }
}
