using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Which columns a list of experiments has.</summary>
/// <param name="Metrics">The last value of each metric.</param>
/// <param name="Params">The parameters.</param>
/// <param name="IsWide">More of the rest.</param>
internal sealed record ExperimentColumns(bool Metrics, bool Params, bool IsWide);

/// <summary>Which experiments are listed, with the words for it.</summary>
/// <param name="Scope">Which.</param>
/// <param name="Owner">Whose, as the headers say it.</param>
internal sealed record ExperimentList(ExperimentScope Scope, string Owner)
{
    /// <summary>Those of a group.</summary>
    public static ExperimentList OfGroup(long id) => new(ExperimentScope.OfGroup(id), $"experiment group `{id}`");

    /// <summary>Those of a project.</summary>
    public static ExperimentList OfProject(string user, string project) =>
        new(ExperimentScope.OfProject(project), $"project `{user}/{project}`");
}

/// <summary>Shows experiments.</summary>
internal sealed class ExperimentViews(SweepStore store, View view)
{
    private readonly ExperimentTable _experiments = new(store);

    /// <summary>A page of a list.</summary>
    public void List(ExperimentList list, Query query, PageRequest page, ExperimentColumns columns)
    {
        var count = _experiments.Count(list.Scope, query);
        var rows = _experiments.Page(list.Scope, query, page.Offset, page.Size);
        if (view.Format == ViewFormat.Json)
        {
            var items = rows.Select(row => StoreJson.Experiment(row, _experiments.Metrics(row.Id)));
            view.Json(StoreJson.List("experiments", items, count, page));
            return;
        }

        if (view.Format == ViewFormat.Table && count == 0)
        {
            var which = query.Terms.IsEmpty ? "" : " by this query";
            view.Header($"No experiments found{which} for {list.Owner}.");
            return;
        }

        if (view.Format == ViewFormat.Table)
        {
            view.Header($"Experiments for {list.Owner}.");
            view.Navigation(count, page);
            view.Header("Experiments:");
        }

        Rows(rows, columns);
    }

    /// <summary>Experiments as rows, with the columns asked for.</summary>
    public void Rows(IReadOnlyList<ExperimentInfo> rows, ExperimentColumns columns)
    {
        var plain = Plain(columns);
        var members = rows.Select(row => Members(row, columns)).ToList();
        List<string> names = [.. members.SelectMany(member => member.Keys).Distinct()];
        string[] headers = [.. plain.Select(column => column.Name), .. names];
        var cells = rows.Zip(members)
            .Select(pair =>
                (Cell[])
                    [
                        .. plain.Select(column => column.Of(pair.First)),
                        .. names.Select(name => (Cell)pair.Second.GetValueOrDefault(name, "")),
                    ]
            )
            .ToList();
        if (view.Format == ViewFormat.Table)
        {
            view.Table(headers, cells);
            return;
        }

        CsvText.WriteLine(view.Output, headers);
        cells.ForEach(row => CsvText.WriteLine(view.Output, row.Select(cell => cell.Text)));
    }

    private List<(string Name, Func<ExperimentInfo, Cell> Of)> Plain(ExperimentColumns columns)
    {
        List<(string, Func<ExperimentInfo, Cell>)> plain =
        [
            ("id", row => View.Text(row.Id)),
            ("unique_name", row => row.UniqueName),
        ];
        if (!columns.Metrics && !columns.Params)
        {
            plain.AddRange([
                ("user", row => row.User),
                ("last_status", row => StatusColour.Cell(row.Status)),
                ("created_at", row => view.Time(row.CreatedAt)),
                ("is_clone", row => row.Parent is null ? "False" : "True"),
                ("num_jobs", _ => "0"),
                ("finished_at", row => view.Time(row.FinishedAt)),
                ("started_at", row => view.Time(row.StartedAt)),
            ]);
        }
        else if (columns.IsWide)
        {
            plain.Add(("last_status", row => StatusColour.Cell(row.Status)));
        }

        if (columns.Metrics || columns.IsWide)
        {
            plain.Add(("total_run", row => view.Duration(row.StartedAt, row.FinishedAt)));
        }

        if (columns.IsWide)
        {
            plain.AddRange([("attempt", row => View.Text(row.Attempt)), ("message", row => row.Message ?? "")]);
        }

        return plain;
    }

    private Dictionary<string, string> Members(ExperimentInfo row, ExperimentColumns columns)
    {
        Dictionary<string, string> cells = new(StringComparer.Ordinal);
        foreach (var (name, value) in columns.Params ? StoreJson.Declarations(row).Entries : [])
        {
            cells[name] = value.ToString();
        }

        foreach (var (name, value) in columns.Metrics ? _experiments.Metrics(row.Id) : [])
        {
            // A metric and a parameter may share a name; both are shown.
            cells[cells.ContainsKey(name) ? $"metrics.{name}" : name] = value;
        }

        return cells;
    }
}
