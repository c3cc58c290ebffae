using System.CommandLine;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>experiment get</c>.</summary>
internal static class ExperimentGetCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("get", "Shows all about the experiment.");
        var options = new ViewOptions().AddTo(command);
        command.SetAction(parsed =>
            StoreAccess.WithExperiment(
                parsed,
                (access, experiment, group) =>
                {
                    var folder = ExperimentFolder.Of(StoreAccess.Root, group.Id, experiment.Id);
                    new ExperimentInfoView(options.View(parsed), folder).Show(
                        experiment,
                        new ExperimentTable(access.Store).Metrics(experiment.Id),
                        group.Objective
                    );
                    return ExitCodes.Fine;
                }
            )
        );
        return command;
    }
}
