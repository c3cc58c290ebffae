namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>A status that a group or an experiment had.</summary>
/// <param name="Id">A running number over all of them.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="Status">The status.</param>
/// <param name="Message">Why; null when there is nothing to say.</param>
public sealed record StatusInfo(long Id, DateTimeOffset CreatedAt, string Status, string? Message);

/// <summary>Reads which statuses groups and experiments had, one after another.</summary>
public sealed class StatusTable(SweepStore store)
{
    private const string Where = " FROM statuses WHERE group_id = $group AND experiment_id IS $experiment";

    /// <summary>How many statuses a group (experiment null) or an experiment had.</summary>
    public long Count(long group, long? experiment)
    {
        using var command = store.Command($"SELECT count(*){Where}", ("$group", group), ("$experiment", experiment));
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A page of the statuses of a group (experiment null) or an experiment, the first first.</summary>
    public IReadOnlyList<StatusInfo> Page(long group, long? experiment, long offset, int count)
    {
        using var command = store.Command(
            $"SELECT id, created_at, status, message{Where} ORDER BY id LIMIT $count OFFSET $offset",
            ("$group", group),
            ("$experiment", experiment),
            ("$count", count),
            ("$offset", offset)
        );
        using var reader = command.ExecuteReader();
        List<StatusInfo> rows = [];
        while (reader.Read())
        {
            rows.Add(new StatusInfo(reader.GetInt64(0), reader.Time(1)!.Value, reader.GetString(2), reader.Text(3)));
        }

        return rows;
    }
}
