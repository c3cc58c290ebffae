using System.CommandLine;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>experiment metrics</c>.</summary>
internal static class ExperimentMetricsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("metrics", "Shows what the experiment reported, step by step, also while it runs.");
        var options = new ViewOptions().AddPagesTo(command).AddTo(command);
        command.SetAction(parsed =>
            StoreAccess.WithExperiment(
                parsed,
                (_, experiment, group) =>
                {
                    var folder = ExperimentFolder.Of(StoreAccess.Root, group.Id, experiment.Id);
                    new MetricsView(options.View(parsed)).Show(
                        experiment,
                        folder.Series(folder.Result()),
                        group.Objective,
                        options.Page(parsed)
                    );
                    return ExitCodes.Fine;
                }
            )
        );
        return command;
    }
}
