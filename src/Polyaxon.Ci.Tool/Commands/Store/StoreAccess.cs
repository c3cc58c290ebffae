using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary>The opened store of the current folder, with what a verb was asked for.</summary>
internal sealed class StoreAccess
{
    private readonly ParseResult _parsed;
    private readonly GroupTable _groups;

    private StoreAccess(ParseResult parsed, SweepStore store)
    {
        (_parsed, Store) = (parsed, store);
        _groups = new GroupTable(store);
    }

    /// <summary>The store.</summary>
    public SweepStore Store { get; }

    /// <summary>The project's folder, <c>.polyaxon</c>.</summary>
    public static string Root => Path.GetFullPath(".polyaxon");

    /// <summary>Opens the store for a verb; without one, or when it cannot be used, says so and gives exit code 1.</summary>
    public static int With(ParseResult parsed, Func<StoreAccess, int> show)
    {
        try
        {
            using var store = SweepStore.OpenExisting(Root, TimeProvider.System);
            if (store is null)
            {
                return Fault(parsed, "Nothing ran here yet: 'dotnet polyaxon run' makes the store.");
            }

            if (store.Note is { } note)
            {
                parsed.InvocationConfiguration.Error.WriteLine(note);
            }

            return show(new StoreAccess(parsed, store));
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            return Fault(parsed, StoreFaults.Words(Path.Combine(Root, "polyaxon.db"), fault));
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            return Fault(parsed, fault.Message);
        }
    }

    /// <summary>Does something with the group that is meant.</summary>
    public static int WithGroup(ParseResult parsed, Func<StoreAccess, GroupInfo, int> show) =>
        With(
            parsed,
            access =>
            {
                var asked = parsed.GetValue(StoreOptions.Group);
                var project = parsed.GetValue(StoreOptions.Project);
                var group = (asked ?? access._groups.Newest(project)) is { } id ? access._groups.Find(id) : null;
                return group is null || (project is not null && group.Project != project)
                    ? access.Fault($"There is no experiment group{Number(asked)}{In(project)}.")
                    : show(access, group);
            }
        );

    /// <summary>Does something with the experiment that is meant and its group.</summary>
    public static int WithExperiment(ParseResult parsed, Func<StoreAccess, ExperimentInfo, GroupInfo, int> show) =>
        With(
            parsed,
            access =>
            {
                ExperimentTable table = new(access.Store);
                var asked = parsed.GetValue(StoreOptions.Experiment);
                var project = parsed.GetValue(StoreOptions.Project);
                var experiment = (asked ?? table.Newest(project)) is { } id ? table.Find(id) : null;
                var group = experiment is null ? null : access._groups.Find(experiment.Group);
                return experiment is null || group is null || (project is not null && group.Project != project)
                    ? access.Fault($"There is no experiment{Number(asked)}{In(project)}.")
                    : show(access, experiment, group);
            }
        );

    /// <summary>The project that is meant and a user of it: as asked, else that of the newest group.</summary>
    public (string User, string Project) Project()
    {
        var asked =
            _parsed.GetValue(StoreOptions.Project)
            ?? (Environment.GetEnvironmentVariable("POLYAXON_PROJECT") is { Length: > 0 } given ? given : null);
        var newest = _groups.Newest(asked) is { } id ? _groups.Find(id) : null;
        return (
            newest?.User ?? ProjectNames.User(),
            newest?.Project ?? ProjectNames.Project(asked, Environment.CurrentDirectory)
        );
    }

    /// <summary>Says what is wrong and gives exit code 1.</summary>
    public int Fault(string message) => Fault(_parsed, message);

    private static int Fault(ParseResult parsed, string message)
    {
        parsed.InvocationConfiguration.Error.WriteLine(TextStyle.Safe(message));
        return ExitCodes.Bad;
    }

    private static string Number(long? id) => id is { } given ? FormattableString.Invariant($" {given}") : "";

    private static string In(string? project) => project is null ? "" : $" in project '{project}'";
}
