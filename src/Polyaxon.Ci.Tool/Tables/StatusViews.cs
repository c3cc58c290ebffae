using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows which statuses a group or an experiment had, one after another.</summary>
internal sealed class StatusViews(SweepStore store, View view)
{
    private readonly StatusTable _statuses = new(store);

    /// <summary>A page of the statuses of a group (experiment null) or an experiment.</summary>
    public void List(long group, long? experiment, PageRequest page)
    {
        var count = _statuses.Count(group, experiment);
        var rows = _statuses.Page(group, experiment, page.Offset, page.Size);
        if (view.Format == ViewFormat.Json)
        {
            view.Json(StoreJson.List("statuses", rows.Select(StoreJson.Status), count, page));
            return;
        }

        string[] headers = ["id", "created_at", "status", "message"];
        var cells = rows.Select(row =>
                (Cell[])[View.Text(row.Id), view.Time(row.CreatedAt), StatusColour.Cell(row.Status), row.Message ?? ""]
            )
            .ToList();
        if (view.Format == ViewFormat.Csv)
        {
            CsvText.WriteLine(view.Output, headers);
            cells.ForEach(row => CsvText.WriteLine(view.Output, row.Select(cell => cell.Text)));
            return;
        }

        var of = experiment is { } id ? $"experiment `{View.Text(id)}`" : $"group `{View.Text(group)}`";
        view.Header($"Statuses for {of}.");
        view.Navigation(count, page);
        view.Header("Statuses:");
        view.Table(headers, cells);
    }
}
