using System.CommandLine;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>project experiments</c>.</summary>
internal static class ProjectExperimentsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("experiments", "Lists the experiments of all the project's groups.");
        var options = new ExperimentListOptions().AddTo(command);
        command.SetAction(parsed =>
            options.Query(parsed) is { } query
                ? StoreAccess.With(
                    parsed,
                    access =>
                    {
                        var (user, project) = access.Project();
                        return options.Show(parsed, access, ExperimentList.OfProject(user, project), query);
                    }
                )
                : ExitCodes.Usage
        );
        return command;
    }
}
