using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>A group's row with the counts of its experiments.</summary>
/// <param name="Id">The running number.</param>
/// <param name="Name">The unique name, <c>user.project.G</c>.</param>
/// <param name="Project">The project's unique name, <c>user.project</c>.</param>
/// <param name="User">Who ran it.</param>
/// <param name="Status">Its status.</param>
/// <param name="Concurrency">How many experiments run at once.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Experiments">How many experiments it has.</param>
/// <param name="Pending">How many of them wait.</param>
/// <param name="Running">How many of them run.</param>
public sealed record GroupRow(
    long Id,
    string Name,
    string Project,
    string User,
    string Status,
    int Concurrency,
    DateTimeOffset CreatedAt,
    long Experiments,
    long Pending,
    long Running
);

/// <summary>Reads a project's store page by page.</summary>
public sealed class StoreTables(SweepStore store)
{
    private const string GroupColumns = """
        SELECT g.id, g.user || '.' || g.project || '.' || g.id, g.user || '.' || g.project, g.user, g.status,
            g.concurrency, g.created_at,
            (SELECT count(*) FROM experiments e WHERE e.group_id = g.id),
            (SELECT count(*) FROM experiments e WHERE e.group_id = g.id AND e.status IN ('created', 'resuming')),
            (SELECT count(*) FROM experiments e WHERE e.group_id = g.id AND e.status IN ('running', 'starting', 'building', 'scheduled'))
        FROM groups g
        """;

    /// <summary>How many groups a project has.</summary>
    public long CountGroups(string project)
    {
        using var command = store.Command(
            "SELECT count(*) FROM groups WHERE project = $project",
            ("$project", project)
        );
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A page of a project's groups by ascending number.</summary>
    public IReadOnlyList<GroupRow> Groups(string project, long offset, int count)
    {
        using var command = store.Command(
            GroupColumns + " WHERE g.project = $project ORDER BY g.id LIMIT $count OFFSET $offset",
            ("$project", project),
            ("$count", count),
            ("$offset", offset)
        );
        return Read(command);
    }

    /// <summary>A group; null when there is none with that number.</summary>
    public GroupRow? Group(long id)
    {
        using var command = store.Command(GroupColumns + " WHERE g.id = $id", ("$id", id));
        return Read(command).SingleOrDefault();
    }

    /// <summary>The newest group's number; null when there is none.</summary>
    public long? NewestGroup()
    {
        using var command = store.Command("SELECT max(id) FROM groups");
        return command.ExecuteScalar() as long?;
    }

    /// <summary>A page of a group's experiments by ascending number, after the given number.</summary>
    public IReadOnlyList<StoredExperiment> Experiments(long group, long after, int count)
    {
        using var command = store.Command(
            """
            SELECT id, number, attempt, status, message, declarations, created_at, started_at, finished_at
            FROM experiments WHERE group_id = $group AND number > $after ORDER BY number LIMIT $count
            """,
            ("$group", group),
            ("$after", after),
            ("$count", count)
        );
        using var reader = command.ExecuteReader();
        List<StoredExperiment> rows = [];
        while (reader.Read())
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    /// <summary>The group of an experiment; null when there is no such experiment.</summary>
    public long? GroupOf(long experiment)
    {
        using var command = store.Command("SELECT group_id FROM experiments WHERE id = $id", ("$id", experiment));
        return (long?)command.ExecuteScalar();
    }

    /// <summary>The last value of each metric of some experiments, as text.</summary>
    public ILookup<long, KeyValuePair<string, string>> Metrics(long firstId, long lastId)
    {
        using var command = store.Command(
            "SELECT experiment_id, name, text FROM metrics WHERE experiment_id BETWEEN $first AND $last ORDER BY experiment_id, name",
            ("$first", firstId),
            ("$last", lastId)
        );
        using var reader = command.ExecuteReader();
        List<(long Id, KeyValuePair<string, string> Metric)> rows = [];
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(0), new(reader.GetString(1), reader.GetString(2))));
        }

        return rows.ToLookup(row => row.Id, row => row.Metric);
    }

    private static StoredExperiment Row(SqliteDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt32(2),
            ExperimentStatuses.TryParse(reader.GetString(3), out var status) ? status : ExperimentStatus.Unknown,
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetString(5),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
            reader.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
            reader.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(8))
        );

    private static List<GroupRow> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        List<GroupRow> rows = [];
        while (reader.Read())
        {
            rows.Add(
                new GroupRow(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    reader.GetInt32(5),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                    reader.GetInt64(7),
                    reader.GetInt64(8),
                    reader.GetInt64(9)
                )
            );
        }

        return rows;
    }
}
