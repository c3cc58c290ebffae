using System.Globalization;
using System.Text.Json;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows groups and experiments of a store.</summary>
internal sealed class StoreViews(SweepStore store, TextWriter output, DateTimeOffset now)
{
    private const int PageSize = 20;
    private readonly StoreTables _tables = new(store);

    /// <summary>A page of a project's groups.</summary>
    public void Groups(string user, string project, int page)
    {
        var count = _tables.CountGroups(project);
        if (count == 0)
        {
            output.WriteLine($"\nNo experiment groups found for project `{user}/{project}`.\n");
            return;
        }

        output.WriteLine($"\nExperiment groups for project `{user}/{project}`.\n");
        Navigation(count, page);
        output.WriteLine("\nExperiment groups:\n");
        string[] headers =
        [
            "id",
            "unique_name",
            "project_name",
            "created_at",
            "concurrency",
            "num_experiments",
            "num_pending_experiments",
            "num_running_experiments",
        ];
        SimpleTable.Write(
            output,
            headers,
            [
                .. _tables
                    .Groups(project, (page - 1L) * PageSize, PageSize)
                    .Select(row =>
                        (string[])
                            [
                                Text(row.Id),
                                row.Name,
                                row.Project,
                                RelativeTime.Text(row.CreatedAt, now),
                                Text(row.Concurrency),
                                Text(row.Experiments),
                                Text(row.Pending),
                                Text(row.Running),
                            ]
                    ),
            ]
        );
    }

    /// <summary>A page of a group's experiments, with their metrics or params when asked for.</summary>
    public void Experiments(GroupRow group, int page, bool metrics, bool parameters)
    {
        output.WriteLine($"\nExperiments for experiment group `{group.Id}`.\n");
        Navigation(group.Experiments, page);
        output.WriteLine("\nExperiments:\n");
        var rows = _tables.Experiments(group.Id, (page - 1L) * PageSize, PageSize);
        if (!metrics && !parameters)
        {
            SimpleTable.Write(
                output,
                [
                    "id",
                    "unique_name",
                    "user",
                    "last_status",
                    "created_at",
                    "is_clone",
                    "num_jobs",
                    "finished_at",
                    "started_at",
                ],
                [.. rows.Select(row => Plain(group, row))]
            );
            return;
        }

        var cells = rows.Select(row => Cells(row, metrics, parameters)).ToList();
        var names = cells.SelectMany(cell => cell.Keys).Distinct().ToList();
        SimpleTable.Write(
            output,
            ["id", "unique_name", "last_status", .. names],
            [
                .. rows.Zip(cells)
                    .Select(pair =>
                        (string[])
                            [
                                Text(pair.First.Id),
                                $"{group.Name}.{pair.First.Id}",
                                pair.First.Status.ToText(),
                                .. names.Select(name => pair.Second.GetValueOrDefault(name, "")),
                            ]
                    ),
            ]
        );
    }

    private Dictionary<string, string> Cells(StoredExperiment row, bool metrics, bool parameters)
    {
        Dictionary<string, string> cells = new(StringComparer.Ordinal);
        if (parameters)
        {
            using var document = JsonDocument.Parse(row.Declarations);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                cells[member.Name] = member.Value.ToString();
            }
        }

        foreach (var (name, value) in metrics ? _tables.Metrics(row.Id, row.Id)[row.Id] : [])
        {
            // A metric and a param may share a name; both are shown.
            cells[cells.ContainsKey(name) ? $"metrics.{name}" : name] = value;
        }

        return cells;
    }

    private string[] Plain(GroupRow group, StoredExperiment row) =>
        [
            Text(row.Id),
            $"{group.Name}.{row.Id}",
            group.User,
            row.Status.ToText(),
            RelativeTime.Text(row.CreatedAt, now),
            "False",
            "0",
            RelativeTime.Text(row.FinishedAt, now),
            RelativeTime.Text(row.StartedAt, now),
        ];

    private void Navigation(long count, int page)
    {
        List<string[]> rows = [];
        if ((long)page * PageSize < count)
        {
            rows.Add(["next", $"--page={Text(page + 1)}"]);
        }

        if (page > 1)
        {
            rows.Add(["previous", $"--page={Text(page - 1)}"]);
        }

        rows.Add(["count", Text(count)]);
        output.WriteLine("\nNavigation:\n");
        SimpleTable.WritePairs(output, rows);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
