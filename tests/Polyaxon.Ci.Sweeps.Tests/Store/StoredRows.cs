using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Tests.Store;

/// <summary>An experiment's row.</summary>
/// <param name="Id">The running number in the project.</param>
/// <param name="Number">The number in its group.</param>
/// <param name="Attempt">The newest attempt; 0 before the first.</param>
/// <param name="Status">Its status.</param>
/// <param name="Message">Why; null when there is nothing to say.</param>
/// <param name="Declarations">Its declarations as JSON.</param>
/// <param name="CreatedAt">When it was planned.</param>
/// <param name="StartedAt">When its newest attempt started; null before.</param>
/// <param name="FinishedAt">When its newest attempt ended; null before.</param>
internal sealed record StoredExperiment(
    long Id,
    long Number,
    int Attempt,
    ExperimentStatus Status,
    string? Message,
    string Declarations,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
);

/// <summary>The experiments of a store as they lie in their table.</summary>
internal sealed class StoredRows(SweepStore store)
{
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
}
