using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows groups: a project's list, and one group.</summary>
internal sealed class GroupViews(SweepStore store, View view)
{
    private static readonly string[] Pending = ["created", "resuming"];
    private static readonly string[] Running = ["scheduled", "building", "starting", "running"];

    private readonly GroupTable _groups = new(store);

    /// <summary>A page of a project's groups.</summary>
    public void List(string user, string project, Query query, PageRequest page, bool isWide)
    {
        var count = _groups.Count(project, query);
        var rows = _groups.Page(project, query, page.Offset, page.Size);
        if (view.Format == ViewFormat.Json)
        {
            view.Json(StoreJson.List("groups", rows.Select(StoreJson.Group), count, page));
            return;
        }

        var columns = Columns(isWide);
        IEnumerable<Cell[]> cells = rows.Select(row => (Cell[])[.. columns.Select(column => column.Of(row))]);
        if (view.Format == ViewFormat.Csv)
        {
            CsvText.WriteLine(view.Output, columns.Select(column => column.Name));
            cells.ToList().ForEach(row => CsvText.WriteLine(view.Output, row.Select(cell => cell.Text)));
            return;
        }

        if (count == 0)
        {
            view.Header($"No experiment groups found for project `{user}/{project}`.");
            return;
        }

        view.Header($"Experiment groups for project `{user}/{project}`.");
        view.Navigation(count, page);
        view.Header("Experiment groups:");
        view.Table([.. columns.Select(column => column.Name)], [.. cells]);
    }

    /// <summary>All about a group.</summary>
    public void Info(GroupInfo group)
    {
        if (view.Format == ViewFormat.Json)
        {
            view.Json(StoreJson.Group(group));
            return;
        }

        if (view.Format == ViewFormat.Csv)
        {
            CsvText.WriteLine(view.Output, Facts(group).Select(fact => fact.Name));
            CsvText.WriteLine(view.Output, Facts(group).Select(fact => fact.Value.Text));
            return;
        }

        if (group.Description is { } description)
        {
            view.Header("Experiment group description:");
            view.Output.WriteLine(TextStyle.Safe(description));
        }

        view.Header("Experiment group info:");
        view.Pairs(Facts(group));
    }

    private List<(string Name, Func<GroupInfo, Cell> Of)> Columns(bool isWide)
    {
        List<(string, Func<GroupInfo, Cell>)> columns =
        [
            ("id", group => View.Text(group.Id)),
            ("unique_name", group => group.UniqueName),
            ("project_name", group => $"{group.User}.{group.Project}"),
            ("created_at", group => view.Time(group.CreatedAt)),
            ("concurrency", group => View.Text(group.Concurrency)),
            ("num_experiments", group => View.Text(group.Experiments)),
            ("num_pending_experiments", group => View.Text(group.CountOf(Pending))),
            ("num_running_experiments", group => View.Text(group.CountOf(Running))),
        ];
        if (isWide)
        {
            columns.AddRange([
                ("name", group => group.Name ?? ""),
                ("group_type", _ => "study"),
                ("search_algorithm", group => group.Algorithm),
                ("started_at", group => view.Time(group.StartedAt)),
                ("finished_at", group => view.Time(group.FinishedAt)),
                ("total_run", group => view.Duration(group.StartedAt, group.FinishedAt)),
                ("num_succeeded_experiments", group => View.Text(group.CountOf("succeeded"))),
                ("num_failed_experiments", group => View.Text(group.CountOf("failed"))),
                ("last_status", group => StatusColour.Cell(group.Status)),
            ]);
        }

        return columns;
    }

    private IReadOnlyList<(string Name, Cell Value)> Facts(GroupInfo group) =>
        [
            ("id", View.Text(group.Id)),
            ("name", group.Name ?? ""),
            ("unique_name", group.UniqueName),
            ("user", group.User),
            ("group_type", "study"),
            ("search_algorithm", group.Algorithm),
            ("objective", Objective(group.Objective)),
            ("seed", View.Text(group.Seed)),
            ("tags", string.Join(", ", group.Tags)),
            ("created_at", view.Time(group.CreatedAt)),
            ("updated_at", view.Time(group.FinishedAt ?? group.StartedAt ?? group.CreatedAt)),
            ("started_at", view.Time(group.StartedAt)),
            ("finished_at", view.Time(group.FinishedAt)),
            ("total_run", view.Duration(group.StartedAt, group.FinishedAt)),
            ("concurrency", View.Text(group.Concurrency)),
            ("num_experiments", View.Text(group.Experiments)),
            ("num_scheduled_experiments", View.Text(group.CountOf("scheduled"))),
            ("num_pending_experiments", View.Text(group.CountOf(Pending))),
            ("num_running_experiments", View.Text(group.CountOf(Running))),
            ("num_succeeded_experiments", View.Text(group.CountOf("succeeded"))),
            ("num_failed_experiments", View.Text(group.CountOf("failed", "upstream_failed", "objective_missing"))),
            ("num_stopped_experiments", View.Text(group.CountOf("stopped", "skipped"))),
            ("last_status", StatusColour.Cell(group.Status)),
            ("message", group.Message ?? ""),
        ];

    private static string Objective(MetricGoal? goal) =>
        goal is null ? "" : $"{goal.Name} ({(goal.Optimization == Optimization.Maximize ? "maximize" : "minimize")})";
}
