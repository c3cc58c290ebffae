using System.Text;
using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>
/// A project's store, one SQLite file. Several tools may use it at once; one object belongs to one thread. Times are kept as
/// milliseconds since 1970, UTC.
/// </summary>
public sealed class SweepStore : IDisposable
{
    private const int BusySeconds = 30;
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private SweepStore(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Why the store does not use write-ahead logging; null when it does.</summary>
    public string? JournalNote { get; private init; }

    /// <summary>Opens a store, making or migrating it where needed.</summary>
    /// <exception cref="StoreException">It cannot be opened, written or understood.</exception>
    public static SweepStore Open(string path, TimeProvider time)
    {
        SqliteConnection? connection = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    DefaultTimeout = BusySeconds,
                    Pooling = false,
                }.ToString()
            );
            connection.Open();
            var mode = Journal(connection);
            Migrations.Apply(connection);
            return new SweepStore(connection, time)
            {
                JournalNote =
                    mode == "wal"
                        ? null
                        : $"Write-ahead logging does not work here; the store uses journal mode {mode}.",
            };
        }
        catch (Exception fault)
            when (fault is SqliteException or IOException or UnauthorizedAccessException or StoreException)
        {
            connection?.Dispose();
            throw fault as StoreException
                ?? new StoreException($"The store '{path}' cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Adds a group and gives its running number.</summary>
    public long AddGroup(NewGroup group)
    {
        using var command = Command(
            """
            INSERT INTO groups (key, name, description, tags, project, user, algorithm, concurrency, seed, objective, maximize,
                status, created_at)
            VALUES ($key, $name, $description, $tags, $project, $user, $algorithm, $concurrency, $seed, $objective, $maximize,
                'created', $now) RETURNING id
            """,
            ("$key", group.Key),
            ("$name", group.Name),
            ("$description", group.Description),
            ("$tags", JsonText.Format(new ListValue([.. group.Tags.Select(Value.Of)]))),
            ("$objective", group.Objective?.Name),
            ("$maximize", group.Objective is { } goal ? goal.Optimization == Optimization.Maximize : null),
            ("$project", group.Project),
            ("$user", group.User),
            ("$algorithm", group.Algorithm),
            ("$concurrency", group.Concurrency),
            ("$seed", group.Seed),
            ("$now", Now())
        );
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Adds planned experiments in one transaction; those already there stay as they are. Gives their running numbers.</summary>
    public IReadOnlyDictionary<long, long> AddExperiments(long group, IEnumerable<PlannedExperiment> experiments)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        using var command = Command(
            """
            INSERT INTO experiments (group_id, number, status, declarations, command, parent, created_at)
            VALUES ($group, $number, 'created', $declarations, $command, $parent, $now)
            ON CONFLICT (group_id, number) DO UPDATE SET parent = parent RETURNING id
            """,
            ("$group", group),
            ("$number", null),
            ("$declarations", null),
            ("$command", null),
            ("$parent", null),
            ("$now", Now())
        );
        Dictionary<long, long> ids = [];
        foreach (var experiment in experiments)
        {
            StringBuilder declarations = new();
            JsonText.AppendObject(declarations, experiment.Declarations);
            command.Parameters["$number"].Value = experiment.Index;
            command.Parameters["$declarations"].Value = declarations.ToString();
            command.Parameters["$command"].Value = experiment.Command;
            command.Parameters["$parent"].Value = (object?)experiment.Parent ?? DBNull.Value;
            ids[experiment.Index] = (long)command.ExecuteScalar()!;
        }

        transaction.Commit();
        return ids;
    }

    /// <summary>
    /// Takes over results in one transaction. An older attempt never replaces a newer one, nor an unfinished record a final one
    /// of the same attempt, so that results may be taken over in any order and more than once.
    /// </summary>
    public void Record(long group, IEnumerable<ExperimentResult> results)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var result in results)
        {
            if (Update(group, result) is { } id)
            {
                WriteMetrics(group, id, result);
                AddStatus(group, id, result);
            }
        }

        transaction.Commit();
    }

    /// <summary>Sets a group's status.</summary>
    public void SetGroupStatus(long group, string status, string? message)
    {
        using var command = Command(
            """
            UPDATE groups SET status = $status, message = $message,
                started_at = CASE WHEN $status = 'running' THEN coalesce(started_at, $now) ELSE started_at END,
                finished_at = CASE WHEN $status IN ('done', 'failed', 'stopped') THEN $now ELSE NULL END
            WHERE id = $group;
            INSERT INTO statuses (group_id, created_at, status, message) VALUES ($group, $now, $status, $message)
            """,
            ("$group", group),
            ("$status", status),
            ("$message", message),
            ("$now", Now())
        );
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static string Journal(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL";
        try
        {
            return (string)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE";
            return (string)command.ExecuteScalar()!;
        }
    }

    private long? Update(long group, ExperimentResult result)
    {
        using var command = Command(
            """
            UPDATE experiments SET attempt = $attempt, status = $status, message = $message,
                started_at = $started, finished_at = $finished
            WHERE group_id = $group AND number = $number
                AND (attempt < $attempt OR (attempt = $attempt AND finished_at IS NULL AND status <> $status))
            RETURNING id
            """,
            ("$group", group),
            ("$number", result.Index),
            ("$attempt", result.Attempt),
            ("$status", result.Status.ToText()),
            ("$message", result.Message),
            ("$started", result.StartedAt?.ToUnixTimeMilliseconds()),
            ("$finished", result.FinishedAt?.ToUnixTimeMilliseconds())
        );
        return (long?)command.ExecuteScalar();
    }

    private void WriteMetrics(long group, long experiment, ExperimentResult result)
    {
        using (var clear = Command("DELETE FROM metrics WHERE experiment_id = $id", ("$id", experiment)))
        {
            clear.ExecuteNonQuery();
        }

        foreach (var series in result.Metrics)
        {
            // SQLite keeps no NaN; the text does.
            using var command = Command(
                "INSERT INTO metrics (experiment_id, group_id, name, last, text) VALUES ($id, $group, $name, $last, $text)",
                ("$id", experiment),
                ("$group", group),
                ("$name", series.Name),
                ("$last", double.IsNaN(series.Last) ? null : series.Last),
                ("$text", NumberText.Format(series.Last))
            );
            command.ExecuteNonQuery();
        }
    }

    private void AddStatus(long group, long experiment, ExperimentResult result)
    {
        using var command = Command(
            """
            INSERT INTO statuses (group_id, experiment_id, created_at, status, message)
            VALUES ($group, $experiment, $at, $status, $message)
            """,
            ("$group", group),
            ("$experiment", experiment),
            ("$at", (result.FinishedAt ?? result.StartedAt)?.ToUnixTimeMilliseconds() ?? Now()),
            ("$status", result.Status.ToText()),
            ("$message", result.Message)
        );
        command.ExecuteNonQuery();
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    internal SqliteCommand Command(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class; values are always parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
