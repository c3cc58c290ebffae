using System.Text;
using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>
/// A project's store, one SQLite file. Several tools may use it at once; one object belongs to one thread. Times are kept as
/// milliseconds since 1970, UTC.
/// </summary>
public sealed partial class SweepStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private ResultWriter? _results;

    private SweepStore(SqliteConnection connection, TimeProvider time) => (_connection, _time) = (connection, time);

    /// <summary>Adds a group and gives its running number.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public long AddGroup(NewGroup group) =>
        InTransaction(transaction =>
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
                ("$tags", Tags(group.Tags)),
                ("$objective", group.Objective?.Name),
                ("$maximize", group.Objective is { } goal ? goal.Optimization == Optimization.Maximize : null),
                ("$project", group.Project),
                ("$user", group.User),
                ("$algorithm", group.Algorithm),
                ("$concurrency", group.Concurrency),
                ("$seed", group.Seed),
                ("$now", Now())
            );
            command.Transaction = transaction;
            return (long)command.ExecuteScalar()!;
        });

    /// <summary>The running number of the group with a key; null when there is none.</summary>
    public long? GroupWithKey(string key)
    {
        using var command = Command("SELECT id FROM groups WHERE key = $key", ("$key", key));
        return (long?)command.ExecuteScalar();
    }

    /// <summary>Adds planned experiments in one transaction; those already there stay as they are. Gives their running numbers.</summary>
    /// <exception cref="StoreException">They could not be stored.</exception>
    public IReadOnlyDictionary<long, long> AddExperiments(long group, IEnumerable<PlannedExperiment> experiments) =>
        AddExperiments(group, experiments.Select(one => new StoredPlan(new PlannedRun(one, null), null)));

    /// <summary>Adds planned experiments with their suggestions, so that they can be planned again.</summary>
    internal IReadOnlyDictionary<long, long> AddExperiments(long group, IEnumerable<StoredPlan> plans) =>
        InTransaction(transaction =>
        {
            using var command = Command(
                """
                INSERT INTO experiments (group_id, number, status, declarations, command, parent, plan, created_at)
                VALUES ($group, $number, 'created', $declarations, $command, $parent, $plan, $now)
                ON CONFLICT (group_id, number) DO UPDATE SET parent = parent RETURNING id
                """,
                ("$group", group),
                ("$number", null),
                ("$declarations", null),
                ("$command", null),
                ("$parent", null),
                ("$plan", null),
                ("$now", Now())
            );
            command.Transaction = transaction;
            Dictionary<long, long> ids = [];
            foreach (var (run, line) in plans)
            {
                var experiment = run.Experiment;
                command.Parameters["$number"].Value = experiment.Index;
                command.Parameters["$declarations"].Value = Declarations(experiment.Declarations);
                command.Parameters["$command"].Value = experiment.Command;
                command.Parameters["$parent"].Value = (object?)experiment.Parent ?? DBNull.Value;
                command.Parameters["$plan"].Value = (object?)line ?? DBNull.Value;
                ids[experiment.Index] = (long)command.ExecuteScalar()!;
            }

            return ids;
        });

    /// <summary>
    /// Takes over results in one transaction. An older attempt never replaces a newer one, nor an unfinished record a final one
    /// of the same attempt, so that results may be taken over in any order and more than once.
    /// </summary>
    /// <exception cref="StoreException">They could not be stored; none of them is.</exception>
    public void Record(long group, IEnumerable<ExperimentResult> results) =>
        InTransaction(transaction =>
        {
            Take(transaction, group, results);
            return 0;
        });

    /// <summary>Takes over results in the caller's transaction.</summary>
    internal void Take(SqliteTransaction transaction, long group, IEnumerable<ExperimentResult> results)
    {
        _results ??= new ResultWriter(this);
        foreach (var result in results)
        {
            _results.Write(transaction, group, result, Now());
        }
    }

    /// <summary>Declarations as they are stored.</summary>
    internal static string Declarations(IEnumerable<KeyValuePair<string, Value>> declarations)
    {
        StringBuilder text = new();
        JsonText.AppendObject(text, [.. declarations]);
        return text.ToString();
    }

    /// <summary>Tags as they are stored.</summary>
    internal static string Tags(IEnumerable<string> tags) => JsonText.Format(new ListValue([.. tags.Select(Value.Of)]));

    /// <summary>Says of experiments that they will be run again, in one transaction; those that never started stay as created.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    internal void Reopen(long group, IEnumerable<long> numbers) =>
        InTransaction(transaction =>
        {
            using var command = Command(
                """
                UPDATE experiments SET status = CASE WHEN attempt = 0 THEN 'created' ELSE 'resuming' END, message = NULL,
                    finished_at = NULL
                WHERE group_id = $group AND number = $number AND status NOT IN ('created', 'resuming');
                INSERT INTO statuses (group_id, experiment_id, created_at, status)
                SELECT group_id, id, $now, status FROM experiments WHERE group_id = $group AND number = $number AND changes() > 0
                """,
                ("$group", group),
                ("$number", null),
                ("$now", Now())
            );
            command.Transaction = transaction;
            foreach (var number in numbers)
            {
                command.Parameters["$number"].Value = number;
                command.ExecuteNonQuery();
            }

            return 0;
        });

    /// <summary>Sets a group's status.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public void SetGroupStatus(long group, string status, string? message) =>
        InTransaction(transaction =>
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
            command.Transaction = transaction;
            return command.ExecuteNonQuery();
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        _results?.Dispose();
        _connection.Dispose();
    }

    private T InTransaction<T>(Func<SqliteTransaction, T> write)
    {
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var result = write(transaction);
            transaction.Commit();
            return result;
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"The store could not be written: {fault.Message}", fault);
        }
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
