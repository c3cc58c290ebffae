using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Reads the experiments of a store, of a group or of a project.</summary>
public sealed class ExperimentTable(SweepStore store)
{
    private const string Columns = """
        SELECT e.id, e.group_id, e.number, g.user || '.' || g.project || '.' || e.group_id || '.' || e.id, g.user, e.status,
            e.message, e.attempt, e.declarations, e.command, e.created_at, e.started_at, e.finished_at,
            (SELECT p.id FROM experiments p WHERE p.group_id = e.group_id AND p.number = e.parent)
        """;

    private const string From = " FROM experiments e JOIN groups g ON g.id = e.group_id";

    /// <summary>How many experiments meet a query.</summary>
    public long Count(ExperimentScope scope, Query query)
    {
        QuerySql sql = new(scope);
        // Without the join where it is not needed: counting then touches an index alone.
        var from = query.Terms.Any(term => term.Field.Column.Contains("g.", StringComparison.Ordinal))
            ? From
            : " FROM experiments e";
        using var command = store.Command(
            $"SELECT count(*){from} WHERE e.{scope.Groups}{sql.Where(query.Terms)}",
            [("$scope", scope.Value), .. sql.Parameters]
        );
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A page of the experiments that meet a query, in its order.</summary>
    public IReadOnlyList<ExperimentInfo> Page(ExperimentScope scope, Query query, long offset, int count)
    {
        QuerySql sql = new(scope);
        var where = sql.Where(query.Terms);
        var (joins, order) = sql.OrderBy(query.Order, "e.id");
        // The ids first: what is sorted is then narrow, and whole rows are read for one page only.
        using var command = store.Command(
            $"""
            WITH page AS MATERIALIZED (
                SELECT e.id AS id{From}{joins} WHERE e.{scope.Groups}{where} ORDER BY {order} LIMIT $count OFFSET $offset
            )
            {Columns} FROM page JOIN experiments e ON e.id = page.id JOIN groups g ON g.id = e.group_id
            """,
            [("$scope", scope.Value), ("$count", count), ("$offset", offset), .. sql.Parameters]
        );
        return Read(command);
    }

    /// <summary>An experiment; null when there is none with that number.</summary>
    public ExperimentInfo? Find(long id)
    {
        using var command = store.Command($"{Columns}{From} WHERE e.id = $id", ("$id", id));
        return Read(command).SingleOrDefault();
    }

    /// <summary>The newest experiment's number, of a project or of all; null when there is none.</summary>
    public long? Newest(string? project)
    {
        using var command = store.Command(
            project is null
                ? "SELECT max(id) FROM experiments"
                : "SELECT max(e.id) FROM groups g JOIN experiments e ON e.group_id = g.id WHERE g.project = $project",
            project is null ? [] : [("$project", project)]
        );
        return command.ExecuteScalar() as long?;
    }

    /// <summary>The last values of an experiment's metrics by name, as text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metrics(long id)
    {
        using var command = store.Command(
            "SELECT name, text FROM metrics WHERE experiment_id = $id ORDER BY name",
            ("$id", id)
        );
        using var reader = command.ExecuteReader();
        List<KeyValuePair<string, string>> metrics = [];
        while (reader.Read())
        {
            metrics.Add(new(reader.GetString(0), reader.GetString(1)));
        }

        return metrics;
    }

    private static List<ExperimentInfo> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        List<ExperimentInfo> rows = [];
        while (reader.Read())
        {
            rows.Add(
                new ExperimentInfo
                {
                    Id = reader.GetInt64(0),
                    Group = reader.GetInt64(1),
                    Number = reader.GetInt64(2),
                    UniqueName = reader.GetString(3),
                    User = reader.GetString(4),
                    Status = reader.GetString(5),
                    Message = reader.Text(6),
                    Attempt = reader.GetInt32(7),
                    Declarations = reader.GetString(8),
                    Command = reader.Text(9),
                    CreatedAt = reader.Time(10)!.Value,
                    StartedAt = reader.Time(11),
                    FinishedAt = reader.Time(12),
                    Parent = reader.IsDBNull(13) ? null : reader.GetInt64(13),
                }
            );
        }

        return rows;
    }
}
