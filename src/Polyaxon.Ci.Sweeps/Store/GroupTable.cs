using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Reads the groups of a store.</summary>
public sealed class GroupTable(SweepStore store)
{
    private const string Columns = """
        SELECT g.id, g.name, g.description, g.tags, g.project, g.user, g.algorithm, g.concurrency, g.seed, g.objective, g.maximize,
            g.status, g.message, g.created_at, g.started_at, g.finished_at FROM groups g
        """;

    /// <summary>How many groups of a project meet a query.</summary>
    public long Count(string project, Query query)
    {
        QuerySql sql = new();
        using var command = store.Command(
            $"SELECT count(*) FROM groups g WHERE g.project = $project{sql.Where(query.Terms)}",
            [("$project", project), .. sql.Parameters]
        );
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A page of the groups of a project that meet a query, in its order.</summary>
    public IReadOnlyList<GroupInfo> Page(string project, Query query, long offset, int count)
    {
        QuerySql sql = new();
        var where = sql.Where(query.Terms);
        var (_, order) = sql.OrderBy(query.Order, "g.id");
        using var command = store.Command(
            $"{Columns} WHERE g.project = $project{where} ORDER BY {order} LIMIT $count OFFSET $offset",
            [("$project", project), ("$count", count), ("$offset", offset), .. sql.Parameters]
        );
        return Read(command);
    }

    /// <summary>A group; null when there is none with that number.</summary>
    public GroupInfo? Find(long id)
    {
        using var command = store.Command($"{Columns} WHERE g.id = $id", ("$id", id));
        return Read(command).SingleOrDefault();
    }

    /// <summary>The newest group's number, of a project or of all; null when there is none.</summary>
    public long? Newest(string? project)
    {
        using var command = store.Command(
            "SELECT max(id) FROM groups WHERE project = coalesce($project, project)",
            ("$project", project)
        );
        return command.ExecuteScalar() as long?;
    }

    /// <summary>The names of all projects.</summary>
    public IReadOnlyList<string> Projects()
    {
        using var command = store.Command("SELECT DISTINCT project FROM groups ORDER BY project");
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private List<GroupInfo> Read(SqliteCommand command)
    {
        List<GroupInfo> rows = [];
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add(Row(reader));
            }
        }

        return [.. rows.Select(row => row with { Counts = Counts(row.Id) })];
    }

    private static GroupInfo Row(SqliteDataReader reader) =>
        new()
        {
            Id = reader.GetInt64(0),
            Name = reader.Text(1),
            Description = reader.Text(2),
            Tags = JsonSerializer.Deserialize<ImmutableArray<string>>(reader.GetString(3)),
            Project = reader.GetString(4),
            User = reader.GetString(5),
            Algorithm = reader.GetString(6),
            Concurrency = reader.GetInt32(7),
            Seed = reader.GetInt64(8),
            Objective = reader.Text(9) is { } name
                ? new MetricGoal(name, reader.GetBoolean(10) ? Optimization.Maximize : Optimization.Minimize)
                : null,
            Status = reader.GetString(11),
            Message = reader.Text(12),
            CreatedAt = reader.Time(13)!.Value,
            StartedAt = reader.Time(14),
            FinishedAt = reader.Time(15),
        };

    private ImmutableDictionary<string, long> Counts(long group)
    {
        using var command = store.Command(
            "SELECT status, count(*) FROM experiments WHERE group_id = $group GROUP BY status",
            ("$group", group)
        );
        using var reader = command.ExecuteReader();
        var counts = ImmutableDictionary.CreateBuilder<string, long>();
        while (reader.Read())
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts.ToImmutable();
    }
}
