using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Running;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>project</c>, <c>group</c> and <c>experiment</c>: looks at what ran here.</summary>
internal static class StoreCommands
{
    private const int Bad = 1;
    private static readonly Option<string?> Project = new("--project", "-p") { Description = "The project's name." };
    private static readonly Option<long?> Group = new("--group", "-g")
    {
        Description = "The group; the newest when not given.",
    };
    private static readonly Option<long> Experiment = new("--experiment", "-xp")
    {
        Description = "The experiment.",
        Required = true,
    };
    private static readonly Option<bool> Metrics = new("--metrics", "-m")
    {
        Description = "Shows the last value of each metric.",
    };
    private static readonly Option<bool> Params = new("--params", "-p") { Description = "Shows the parameters." };
    private static readonly Option<int> Page = new("--page")
    {
        Description = "The page, from 1.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create()
    {
        Page.Validators.Add(result =>
        {
            if (result.GetValue(Page) < 1)
            {
                result.AddError("--page is 1 or more.");
            }
        });
        yield return ProjectCommand();
        yield return GroupCommand();
        yield return ExperimentCommand();
    }

    private static Command ProjectCommand()
    {
        Command groups = new("groups", "Lists the groups.") { Page };
        groups.SetAction(result =>
            With(
                result,
                (store, views) =>
                {
                    var project = ProjectNames.Project(result.GetValue(Project), Environment.CurrentDirectory);
                    views.Groups(ProjectNames.User(), project, result.GetValue(Page));
                    return 0;
                }
            )
        );
        return new Command("project", "Looks at a project.") { Project, groups };
    }

    private static Command GroupCommand()
    {
        Command experiments = new("experiments", "Lists the experiments.") { Metrics, Params, Page };
        experiments.SetAction(result =>
            WithGroup(
                result,
                (group, views) =>
                    views.Experiments(group, result.GetValue(Page), result.GetValue(Metrics), result.GetValue(Params))
            )
        );
        return new Command("group", "Looks at a group, stops it and goes on with it.")
        {
            Group,
            experiments,
            GroupControl.Stop(Group),
            GroupControl.Resume(Group),
        };
    }

    private static Command ExperimentCommand()
    {
        Command logs = new("logs", "Prints the log.");
        logs.SetAction(result =>
            With(
                result,
                (store, _) =>
                {
                    var id = result.GetValue(Experiment);
                    var group = new StoreTables(store).GroupOf(id);
                    var path = group is null
                        ? null
                        : Path.Combine(Folder(group.Value), FormattableString.Invariant($"{id}"), "log.txt");
                    if (path is null || !File.Exists(path))
                    {
                        return Fault(result, $"There is no log of experiment {id}.");
                    }

                    using StreamReader log = new(
                        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                    );
                    while (log.ReadLine() is { } line)
                    {
                        result.InvocationConfiguration.Output.WriteLine(line);
                    }

                    return 0;
                }
            )
        );
        return new Command("experiment", "Looks at an experiment.") { Experiment, logs };
    }

    private static int WithGroup(ParseResult result, Action<GroupRow, StoreViews> show) =>
        With(
            result,
            (store, views) =>
            {
                StoreTables tables = new(store);
                var id = result.GetValue(Group) ?? tables.NewestGroup();
                if (id is null || tables.Group(id.Value) is not { } group)
                {
                    return Fault(result, id is null ? "Nothing ran here yet." : $"There is no experiment group {id}.");
                }

                show(group, views);
                return 0;
            }
        );

    private static int With(ParseResult result, Func<SweepStore, StoreViews, int> show)
    {
        var path = Path.GetFullPath(Path.Combine(".polyaxon", "polyaxon.db"));
        if (!File.Exists(path))
        {
            return Fault(result, "Nothing ran here yet: 'dotnet polyaxon run' makes the store.");
        }

        try
        {
            using var store = SweepStore.Open(path, TimeProvider.System);
            return show(
                store,
                new StoreViews(store, result.InvocationConfiguration.Output, TimeProvider.System.GetUtcNow())
            );
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            return Fault(result, fault.Message);
        }
    }

    private static string Folder(long group) =>
        Path.GetFullPath(Path.Combine(".polyaxon", "groups", FormattableString.Invariant($"{group}")));

    private static int Fault(ParseResult result, string message)
    {
        result.InvocationConfiguration.Error.WriteLine(message);
        return Bad;
    }
}
