using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows all about one experiment: what the store knows and what its folder holds.</summary>
internal sealed class ExperimentInfoView(View view, ExperimentFolder folder)
{
    private const int TailLines = 10;
    private readonly ExperimentResult? _result = folder.Result();

    /// <summary>Shows it.</summary>
    /// <param name="experiment">What the store knows.</param>
    /// <param name="metrics">The last values that the store knows, for want of a record.</param>
    /// <param name="objective">What ranks its group; null when nothing does.</param>
    public void Show(
        ExperimentInfo experiment,
        IReadOnlyList<KeyValuePair<string, string>> metrics,
        MetricGoal? objective
    )
    {
        IReadOnlyList<MetricSeries> series = folder.Series(_result);
        if (view.Format == ViewFormat.Json)
        {
            view.Json(ToValue(experiment, metrics, series, objective));
            return;
        }

        if (view.Format == ViewFormat.Csv)
        {
            var facts = Facts(experiment).ToList();
            CsvText.WriteLine(view.Output, facts.Select(fact => fact.Name));
            CsvText.WriteLine(view.Output, facts.Select(fact => fact.Value.Text));
            return;
        }

        Params(experiment);
        Metrics(series, metrics, objective);
        if (experiment.Command is { Length: > 0 } command)
        {
            view.Header("Experiment command:");
            view.Output.WriteLine(TextStyle.Safe(command));
        }

        view.Header("Experiment info:");
        view.Pairs(Facts(experiment));
        Log();
    }

    private void Params(ExperimentInfo experiment)
    {
        var declarations = StoreJson.Declarations(experiment).Entries;
        if (!declarations.IsEmpty)
        {
            view.Header("Experiment params:");
            view.Pairs(declarations.Select(one => (one.Key, (Cell)one.Value.ToString())));
        }
    }

    private void Metrics(
        IReadOnlyList<MetricSeries> series,
        IReadOnlyList<KeyValuePair<string, string>> metrics,
        MetricGoal? objective
    )
    {
        if (series.Count > 0)
        {
            view.Header("Experiment last metrics:");
            SeriesTable.Write(view, series, objective);
        }
        else if (metrics.Count > 0)
        {
            view.Header("Experiment last metrics:");
            view.Pairs(metrics.Select(one => (one.Key, (Cell)one.Value)));
        }
    }

    private void Log()
    {
        IReadOnlyList<string> tail = _result is { LogTail.IsEmpty: false } ended
            ? [.. ended.LogTail.TakeLast(TailLines)]
            : folder.LogTail(TailLines);
        if (tail.Count > 0)
        {
            view.Header("End of its log:");
            TerminalFilter filter = new(view.Style.HasColour);
            foreach (var line in tail)
            {
                view.Output.WriteLine(filter.Pass(line));
            }
        }
    }

    private IEnumerable<(string Name, Cell Value)> Facts(ExperimentInfo experiment) =>
        [
            ("id", View.Text(experiment.Id)),
            ("unique_name", experiment.UniqueName),
            ("user", experiment.User),
            ("experiment_group", View.Text(experiment.Group)),
            ("index", View.Text(experiment.Number)),
            ("last_status", StatusColour.Cell(experiment.Status)),
            ("message", experiment.Message ?? ""),
            ("attempts", View.Text(experiment.Attempt)),
            ("exit_code", _result?.ExitCode is { } code ? View.Text(code) : ""),
            ("signal", _result?.Signal is { } signal ? View.Text(signal) : ""),
            ("commit", _result?.Commit ?? ""),
            ("is_clone", experiment.Parent is null ? "False" : "True"),
            ("parent", experiment.Parent is { } parent ? View.Text(parent) : ""),
            ("created_at", view.Time(experiment.CreatedAt)),
            ("started_at", view.Time(experiment.StartedAt)),
            ("finished_at", view.Time(experiment.FinishedAt)),
            ("total_run", view.Duration(experiment.StartedAt, experiment.FinishedAt)),
            ("log", File.Exists(folder.LogPath) ? Below(experiment, folder.LogPath) : ""),
            ("outputs", Directory.Exists(folder.OutputsPath) ? Below(experiment, folder.OutputsPath) : ""),
        ];

    /// <summary>A path as it is reached from the project's folder.</summary>
    private static string Below(ExperimentInfo experiment, string path) =>
        Path.Combine(
            ".polyaxon",
            "groups",
            View.Text(experiment.Group),
            View.Text(experiment.Id),
            Path.GetFileName(path)
        );

    private MapValue ToValue(
        ExperimentInfo experiment,
        IReadOnlyList<KeyValuePair<string, string>> metrics,
        IReadOnlyList<MetricSeries> series,
        MetricGoal? objective
    ) =>
        new([
            .. StoreJson.Experiment(experiment, metrics).Entries,
            new("series", SeriesTable.ToValue(series, objective)),
            new("exitCode", _result?.ExitCode is { } code ? Value.Of(code) : Value.Null),
            new("signal", _result?.Signal is { } signal ? Value.Of(signal) : Value.Null),
            new("commit", Json.Text(_result?.Commit)),
            new("logTail", Json.List((_result?.LogTail ?? []).Select(Value.Of))),
            new("logPath", Value.Of(folder.LogPath)),
            new("outputsPath", Value.Of(folder.OutputsPath)),
        ]);
}
