using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Ranks a group's experiments by a metric.</summary>
public sealed class BestExperiments(SweepStore store)
{
    /// <summary>What ranks: only what succeeded and reported a finite number. SQLite keeps NaN as null and compares infinities.</summary>
    private const string Ranked = """
         FROM metrics m JOIN experiments e ON e.id = m.experiment_id
        WHERE m.group_id = $group AND m.name = $name AND e.status = 'succeeded' AND m.last > -9e999 AND m.last < 9e999
        """;

    /// <summary>The best experiments' numbers, the best first; of equals the earlier first.</summary>
    public IReadOnlyList<long> Top(long group, MetricGoal goal, int count)
    {
        var way = goal.Optimization == Optimization.Maximize ? "DESC" : "ASC";
        using var command = store.Command(
            $"SELECT e.id{Ranked} ORDER BY m.last {way}, e.number LIMIT $count",
            ("$group", group),
            ("$name", goal.Name),
            ("$count", count)
        );
        using var reader = command.ExecuteReader();
        List<long> ids = [];
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    /// <summary>How many experiments can be ranked by a metric.</summary>
    public long Count(long group, string metric)
    {
        using var command = store.Command($"SELECT count(*){Ranked}", ("$group", group), ("$name", metric));
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The names of all metrics that experiments of a group reported.</summary>
    public IReadOnlyList<string> Names(long group)
    {
        // Jumps from name to name in the index instead of passing over every value.
        using var command = store.Command(
            """
            WITH RECURSIVE names (name) AS (
                SELECT min(name) FROM metrics WHERE group_id = $group
                UNION ALL
                SELECT (SELECT min(name) FROM metrics WHERE group_id = $group AND name > names.name) FROM names
                WHERE names.name IS NOT NULL
            )
            SELECT name FROM names WHERE name IS NOT NULL
            """,
            ("$group", group)
        );
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
