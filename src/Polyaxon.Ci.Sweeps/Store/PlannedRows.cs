using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Reads what going on with a group takes.</summary>
internal sealed class PlannedRows(SweepStore store)
{
    /// <summary>The experiments of a group in the order planned.</summary>
    public IReadOnlyList<PlannedRow> Of(long group)
    {
        using var command = store.Command(
            """
            SELECT id, number, plan, attempt, status, message, started_at, finished_at FROM experiments
            WHERE group_id = $group ORDER BY number
            """,
            ("$group", group)
        );
        using var reader = command.ExecuteReader();
        List<PlannedRow> rows = [];
        while (reader.Read())
        {
            rows.Add(
                new PlannedRow(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    reader.Text(2),
                    reader.GetInt32(3),
                    ExperimentStatuses.TryParse(reader.GetString(4), out var status)
                        ? status
                        : ExperimentStatus.Unknown,
                    reader.Text(5),
                    reader.Time(6),
                    reader.Time(7)
                )
            );
        }

        return rows;
    }

    /// <summary>The last value of each metric of an experiment.</summary>
    public IReadOnlyDictionary<string, double> LastMetrics(long experiment)
    {
        using var command = store.Command(
            "SELECT name, last FROM metrics WHERE experiment_id = $id",
            ("$id", experiment)
        );
        using var reader = command.ExecuteReader();
        Dictionary<string, double> metrics = [];
        while (reader.Read())
        {
            metrics[reader.GetString(0)] = reader.IsDBNull(1) ? double.NaN : reader.GetDouble(1);
        }

        return metrics;
    }
}
