using System.CommandLine;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>experiment statuses</c>.</summary>
internal static class ExperimentStatusesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("statuses", "Lists the statuses the experiment had.");
        var options = new ViewOptions().AddPagesTo(command).AddTo(command);
        command.SetAction(parsed =>
            StoreAccess.WithExperiment(
                parsed,
                (access, experiment, group) =>
                {
                    new StatusViews(access.Store, options.View(parsed)).List(
                        group.Id,
                        experiment.Id,
                        options.Page(parsed)
                    );
                    return ExitCodes.Fine;
                }
            )
        );
        return command;
    }
}
