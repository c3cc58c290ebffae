using System.CommandLine;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>project</c>, <c>group</c> and <c>experiment</c>: look at what ran here.</summary>
internal static class StoreCommands
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
        [
            new Command("project", "Looks at a project.")
            {
                StoreOptions.Project,
                ProjectGroupsCommand.Create(),
                ProjectExperimentsCommand.Create(),
                ProjectRebuildCommand.Create(),
            },
            new Command("group", "Looks at a group, stops it and goes on with it; the newest when none is named.")
            {
                StoreOptions.Project,
                StoreOptions.Group,
                GroupGetCommand.Create(),
                GroupExperimentsCommand.Create(),
                GroupStatusesCommand.Create(),
                GroupBestCommand.Create(),
                GroupControl.Stop(StoreOptions.Group),
                GroupControl.Resume(StoreOptions.Group),
            },
            new Command("experiment", "Looks at an experiment; the newest when none is named.")
            {
                StoreOptions.Project,
                StoreOptions.Experiment,
                ExperimentGetCommand.Create(),
                ExperimentLogsCommand.Create(),
                ExperimentMetricsCommand.Create(),
                ExperimentStatusesCommand.Create(),
            },
        ];
}
