using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Writes results inside a transaction. Its commands are prepared once: a sweep writes thousands of results.</summary>
internal sealed class ResultWriter(SweepStore store) : IDisposable
{
    private readonly SqliteCommand _update = Prepared(
        store,
        """
        UPDATE experiments SET attempt = $attempt, status = $status, message = $message,
            started_at = $started, finished_at = $finished
        WHERE group_id = $group AND number = $number
            AND (attempt < $attempt OR (attempt = $attempt AND finished_at IS NULL AND status <> $status))
        RETURNING id
        """,
        "$attempt",
        "$status",
        "$message",
        "$started",
        "$finished",
        "$group",
        "$number"
    );

    private readonly SqliteCommand _clear = Prepared(store, "DELETE FROM metrics WHERE experiment_id = $id", "$id");

    // SQLite keeps no NaN; the text does.
    private readonly SqliteCommand _metric = Prepared(
        store,
        "INSERT INTO metrics (experiment_id, group_id, name, last, text) VALUES ($id, $group, $name, $last, $text)",
        "$id",
        "$group",
        "$name",
        "$last",
        "$text"
    );

    private readonly SqliteCommand _status = Prepared(
        store,
        """
        INSERT INTO statuses (group_id, experiment_id, created_at, status, message)
        VALUES ($group, $id, $at, $status, $message)
        """,
        "$group",
        "$id",
        "$at",
        "$status",
        "$message"
    );

    // Records tell of the end alone: that an attempt ran before it belongs to what happened all the same.
    private readonly SqliteCommand _running = Prepared(
        store,
        """
        INSERT INTO statuses (group_id, experiment_id, created_at, status)
        SELECT $group, $id, $started, 'running' WHERE 'running' IS NOT (
            SELECT status FROM statuses WHERE group_id = $group AND experiment_id = $id ORDER BY id DESC LIMIT 1)
        """,
        "$group",
        "$id",
        "$started"
    );

    /// <summary>Takes over a result unless the store knows a newer one.</summary>
    public void Write(SqliteTransaction transaction, long group, ExperimentResult result, long now)
    {
        _update.Transaction =
            _clear.Transaction =
            _metric.Transaction =
            _status.Transaction =
            _running.Transaction =
                transaction;
        var started = result.StartedAt?.ToUnixTimeMilliseconds();
        var id = (long?)
            Set(
                    _update,
                    result.Attempt,
                    result.Status.ToText(),
                    result.Message,
                    started,
                    result.FinishedAt?.ToUnixTimeMilliseconds(),
                    group,
                    result.Index
                )
                .ExecuteScalar();
        if (id is null)
        {
            return;
        }

        Set(_clear, id).ExecuteNonQuery();
        foreach (var series in result.Metrics)
        {
            var last = double.IsNaN(series.Last) ? (object?)null : series.Last;
            Set(_metric, id, group, series.Name, last, NumberText.Format(series.Last)).ExecuteNonQuery();
        }

        if (started is not null && result.Status.IsFinal())
        {
            Set(_running, group, id, started).ExecuteNonQuery();
        }

        var at = (result.FinishedAt ?? result.StartedAt)?.ToUnixTimeMilliseconds() ?? now;
        Set(_status, group, id, at, result.Status.ToText(), result.Message).ExecuteNonQuery();
    }

    public void Dispose()
    {
        _update.Dispose();
        _clear.Dispose();
        _metric.Dispose();
        _status.Dispose();
        _running.Dispose();
    }

    private static SqliteCommand Prepared(SweepStore store, string text, params ReadOnlySpan<string> names)
    {
        var command = store.Command(text);
        foreach (var name in names)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        return command;
    }

    private static SqliteCommand Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
