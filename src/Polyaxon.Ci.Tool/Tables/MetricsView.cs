using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows everything an experiment reported, step by step.</summary>
internal sealed class MetricsView(View view)
{
    /// <summary>The series of an experiment; as a table a page of its steps, else all.</summary>
    public void Show(
        ExperimentInfo experiment,
        IReadOnlyList<MetricSeries> series,
        MetricGoal? objective,
        PageRequest page
    )
    {
        if (view.Format == ViewFormat.Json)
        {
            var members = series.Select(one => KeyValuePair.Create(one.Name, (Value)Points(one)));
            view.Json(Json.Map(("experiment", Value.Of(experiment.Id)), ("metrics", new MapValue([.. members]))));
        }
        else if (view.Format == ViewFormat.Csv)
        {
            Lines(series);
        }
        else if (series.Count == 0)
        {
            view.Header($"Experiment `{View.Text(experiment.Id)}` reported no metric.");
        }
        else
        {
            view.Header($"Metrics of experiment `{View.Text(experiment.Id)}`.");
            SeriesTable.Write(view, series, objective);
            Steps(series, page);
        }
    }

    private static ListValue Points(MetricSeries series) =>
        Json.List(series.Points.Select(point => (Value)Json.List([Value.Of(point.Step), Value.Of(point.Value)])));

    private void Lines(IReadOnlyList<MetricSeries> series)
    {
        CsvText.WriteLine(view.Output, ["name", "step", "value"]);
        foreach (var one in series)
        {
            foreach (var point in one.Points)
            {
                CsvText.WriteLine(view.Output, [one.Name, View.Text(point.Step), NumberText.Format(point.Value)]);
            }
        }
    }

    /// <summary>A column for each metric and a row for each step; of several values of one step the last.</summary>
    private void Steps(IReadOnlyList<MetricSeries> series, PageRequest page)
    {
        var values = series
            .Select(one =>
                one.Points.GroupBy(point => point.Step).ToDictionary(step => step.Key, step => step.Last().Value)
            )
            .ToList();
        var steps = values.SelectMany(one => one.Keys).Distinct().Order().ToList();
        view.Navigation(steps.Count, page);
        view.Header("Steps:");
        view.Table(
            ["step", .. series.Select(one => one.Name)],
            [
                .. steps
                    .Skip((int)Math.Min(page.Offset, int.MaxValue))
                    .Take(page.Size)
                    .Select(step =>
                        (Cell[])
                            [
                                View.Text(step),
                                .. values.Select(one =>
                                    (Cell)(one.TryGetValue(step, out var value) ? NumberText.Format(value) : "")
                                ),
                            ]
                    ),
            ]
        );
    }
}
