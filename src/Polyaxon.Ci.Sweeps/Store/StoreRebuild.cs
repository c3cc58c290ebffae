using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Records;
using static System.FormattableString;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>
/// Fills an empty store from what groups and experiments left in their folders, under the numbers they had. A group whose
/// definition cannot be read is filled from the records of its experiments alone.
/// </summary>
internal sealed class StoreRebuild(SweepStore store, SqliteTransaction transaction, string root)
{
    private const string Unknown = "unknown";

    /// <summary>Whether a project's folder holds any record.</summary>
    public static bool HasRecords(string root) =>
        NumberedFolders.Groups(root).Any(group => NumberedFolders.Experiments(group.Path).Any());

    /// <summary>Takes over all records. Gives what to tell the user; null when there are none.</summary>
    public string? Fill()
    {
        var (groups, experiments, unreadable) = (0, 0, 0);
        foreach (var (id, path) in NumberedFolders.Groups(root))
        {
            Dictionary<long, ExperimentResult> records = [];
            foreach (var (experiment, folder) in NumberedFolders.Experiments(path))
            {
                if (new ExperimentFolder(folder).Result() is { } result)
                {
                    records[experiment] = result;
                }
                else
                {
                    unreadable++;
                }
            }

            if (records.Count > 0)
            {
                groups++;
                experiments += records.Count;
                Add(id, records);
            }
        }

        var skipped = unreadable == 0 ? "" : Invariant($"; {unreadable} records could not be read");
        return groups + unreadable == 0
            ? null
            : Invariant(
                $"The store was made anew from the records of {experiments} experiments in {groups} groups{skipped}."
            );
    }

    private void Add(long id, Dictionary<long, ExperimentResult> records)
    {
        var folder = GroupFolder.Of(root, id);
        var plan = KeptPlan.Read(folder);
        AddGroup(id, plan?.Definition, plan, records.Values);
        foreach (var (experiment, planned, line) in plan?.Experiments ?? [])
        {
            Insert(
                id,
                experiment,
                planned.Index,
                (SweepStore.Declarations(planned.Declarations), planned.Command, planned.Parent, line),
                Created(records.GetValueOrDefault(experiment) ?? records.Values.MinBy(Created)!)
            );
        }

        foreach (var (experiment, result) in records)
        {
            Insert(
                id,
                experiment,
                result.Index,
                (SweepStore.Declarations(result.Declarations), null, null, null),
                Created(result)
            );
        }

        foreach (var (experiment, result) in records)
        {
            store.Take(transaction, id, NumberedFolders.Attempts(Path.Combine(folder.Path, Number(experiment))));
            store.Take(transaction, id, [result]);
        }

        SetStatus(id);
    }

    private void AddGroup(long id, GroupDefinition? definition, KeptPlan? plan, IEnumerable<ExperimentResult> results)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(root));
        var objective = definition?.Objective;
        Execute(
            """
            INSERT INTO groups (id, key, name, description, tags, project, user, algorithm, concurrency, seed, objective, maximize, status, created_at)
            VALUES ($id, $key, $name, $description, $tags, $project, $user, $algorithm, $concurrency, $seed, $objective, $maximize, 'created', $created)
            """,
            ("$id", id),
            // Without a definition two groups may have one key: the folder was copied. Both are kept.
            ("$key", definition?.Key ?? Invariant($"{results.First().Group}#{id}")),
            ("$name", plan?.File.Name),
            ("$description", plan?.File.Description),
            ("$tags", SweepStore.Tags(plan?.File.Tags ?? [])),
            ("$project", definition?.Project ?? (string.IsNullOrEmpty(folder) ? Unknown : folder)),
            ("$user", definition?.User ?? Environment.UserName),
            ("$algorithm", plan?.File.Hptuning.Search.Algorithm ?? Unknown),
            ("$concurrency", plan?.File.Hptuning.Concurrency ?? 1),
            ("$seed", definition?.Seed ?? 0),
            ("$objective", objective?.Name),
            (
                "$maximize",
                objective is null ? null : objective.Optimization == Specification.Schema.Optimization.Maximize
            ),
            ("$created", results.Min(Created))
        );
    }

    private void Insert(
        long group,
        long id,
        long number,
        (string Declarations, string? Command, long? Parent, string? Plan) what,
        long created
    ) =>
        Execute(
            """
            INSERT INTO experiments (id, group_id, number, status, declarations, command, parent, plan, created_at)
            VALUES ($id, $group, $number, 'created', $declarations, $command, $parent, $plan, $created) ON CONFLICT DO NOTHING
            """,
            ("$id", id),
            ("$group", group),
            ("$number", number),
            ("$declarations", what.Declarations),
            ("$command", what.Command),
            ("$parent", what.Parent),
            ("$plan", what.Plan),
            ("$created", created)
        );

    /// <summary>A group with anything open was cut short: it can be resumed.</summary>
    private void SetStatus(long group) =>
        Execute(
            """
            UPDATE groups SET
                status = CASE WHEN EXISTS (SELECT 1 FROM experiments WHERE group_id = $group AND finished_at IS NULL)
                    THEN 'stopped' ELSE 'done' END,
                started_at = (SELECT min(started_at) FROM experiments WHERE group_id = $group),
                finished_at = (SELECT max(finished_at) FROM experiments WHERE group_id = $group)
            WHERE id = $group
            """,
            ("$group", group)
        );

    private void Execute(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = store.Command(text, parameters);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static string Number(long id) => Invariant($"{id}");

    private static long Created(ExperimentResult result) =>
        (result.StartedAt ?? result.FinishedAt ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds();
}
