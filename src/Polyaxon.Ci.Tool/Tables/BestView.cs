using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Shows the best experiments of a group.</summary>
internal sealed class BestView(SweepStore store, string root, View view, TextWriter error)
{
    private static readonly ExperimentColumns Columns = new(Metrics: true, Params: true, IsWide: false);
    private readonly BestExperiments _best = new(store);
    private readonly ExperimentTable _experiments = new(store);

    /// <summary>The best experiments by a goal; false when none can be named, which is then said.</summary>
    public bool Show(GroupInfo group, MetricGoal? goal, int count)
    {
        IReadOnlyList<ExperimentInfo> top = goal is null
            ? []
            : [.. _best.Top(group.Id, goal, count).Select(id => _experiments.Find(id)!)];
        if (view.Format == ViewFormat.Json)
        {
            var items = top.Select(row => StoreJson.Experiment(row, _experiments.Metrics(row.Id)));
            view.Json(
                Json.Map(
                    ("group", Value.Of(group.Id)),
                    ("objective", StoreJson.Goal(goal)),
                    ("experiments", Json.List(items)),
                    ("metrics", Json.List(_best.Names(group.Id).Select(Value.Of))),
                    ("analysis", Analysis(group, goal) is { } analysis ? AnalysisJson.ToValue(analysis) : Value.Null)
                )
            );
        }
        else if (view.Format == ViewFormat.Csv)
        {
            new ExperimentViews(store, view).Rows(top, Columns);
        }
        else if (top.Count > 0)
        {
            Table(group, goal!, top);
            Learnt(Analysis(group, goal));
        }

        if (top.Count == 0)
        {
            error.WriteLine(Hint(group, goal));
        }

        return top.Count > 0;
    }

    private void Table(GroupInfo group, MetricGoal goal, IReadOnlyList<ExperimentInfo> top)
    {
        var way = goal.Optimization == Optimization.Maximize ? "maximize" : "minimize";
        var ranked = _best.Count(group.Id, goal.Name);
        view.Header(
            top.Count == 1
                ? $"Best experiment of group `{group.Id}` by {goal.Name} ({way}), of {ranked} that reported it:"
                : $"Best {top.Count} experiments of group `{group.Id}` by {goal.Name} ({way}), of {ranked} that reported it:"
        );
        new ExperimentViews(store, view).Rows(top, Columns);
        if (top.Count == 1 && top[0].Command is { Length: > 0 } command)
        {
            view.Header("Command:");
            view.Output.WriteLine(TextStyle.Safe(command));
        }
    }

    /// <summary>What a model makes of the results; null when there are too few, or too many, or no plan of the group.</summary>
    private ModelAnalysis? Analysis(GroupInfo group, MetricGoal? goal) =>
        goal is not null && GroupHistory.Read(root, group.Id, GroupAnalysis.MostExperiments) is { } known
            ? ModelAnalyzer.Of(known.File.Hptuning, known.History, goal, Math.Max(group.Concurrency, 1), group.Seed)
            : null;

    private void Learnt(ModelAnalysis? analysis)
    {
        if (analysis is null)
        {
            return;
        }

        var importance = AnalysisText.Importance(analysis);
        view.Header($"{AnalysisText.Summary(analysis)}. {importance.Title}:");
        view.Table(
            importance.Headers,
            [.. importance.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(Cell.FromString)])]
        );
        view.Output.WriteLine();
        view.Output.WriteLine(TextStyle.Safe(AnalysisText.Gain(analysis)));
    }

    /// <summary>Why no best can be named, and what helps.</summary>
    private string Hint(GroupInfo group, MetricGoal? goal)
    {
        var names = _best.Names(group.Id);
        var reported =
            names.Count == 0
                ? "its experiments reported no metric."
                : TextStyle.Safe($"its experiments reported {string.Join(", ", names.Take(20))}.");
        if (goal is null)
        {
            return $"Nothing ranks the experiments of group {group.Id}; {reported} Name one with --metric NAME[:minimize|maximize].";
        }

        var near = names.Contains(goal.Name) ? "" : NearestName.Hint(goal.Name, names);
        return TextStyle.Safe(
            $"No experiment of group {group.Id} succeeded with a number for '{goal.Name}'; {reported}{near}"
        );
    }
}
