using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning;

/// <summary>What is known of a group's experiments while it runs: what was planned, and the newest result of each. Not thread-safe.</summary>
public sealed class GroupState
{
    private readonly Dictionary<long, Observation> _observations = [];
    private readonly Dictionary<long, ExperimentResult> _results = [];

    /// <summary>The newest result of each experiment that has one.</summary>
    public IEnumerable<ExperimentResult> Results => _results.Values;

    /// <summary>Takes note of an experiment that will be run.</summary>
    public void Plan(PlannedExperiment experiment) =>
        _observations[experiment.Index] = new Observation
        {
            Id = experiment.Index,
            Parameters = experiment.Parameters.ToImmutableDictionary(),
            Status = ExperimentStatus.Created,
            Bracket = experiment.Bracket,
            Rung = experiment.Rung,
            Resource = experiment.Resource,
            Parent = experiment.Parent,
        };

    /// <summary>Takes note of a result; a later one of the same experiment replaces it.</summary>
    public void Add(ExperimentResult result)
    {
        _results[result.Index] = result;
        _observations[result.Index] = _observations[result.Index] with
        {
            Status = result.Status,
            Attempt = result.Attempt,
            Metrics = result.Metrics.ToImmutableDictionary(series => series.Name, series => series.Last),
        };
    }

    /// <summary>What the search is told.</summary>
    public History ToHistory() => History.Of(_observations.Values);

    /// <summary>The experiment with the best objective; of equals the earlier; null when none has it.</summary>
    public ExperimentResult? Best(MetricGoal? goal)
    {
        if (goal is null)
        {
            return null;
        }

        var best = _observations
            .Values.Where(observation => observation.ValueOf(goal.Name) is not null)
            .OrderBy(observation =>
                goal.Optimization == Optimization.Minimize
                    ? observation.ValueOf(goal.Name)!.Value
                    : -observation.ValueOf(goal.Name)!.Value
            )
            .ThenBy(observation => observation.Id)
            .FirstOrDefault();
        return best is null ? null : _results[best.Id];
    }

    /// <summary>The metrics that are looked for in the output: the objective and those of early stopping.</summary>
    public static ImmutableArray<string> AskedNames(HptuningSection hptuning, MetricGoal? objective) =>
        [.. EarlyStopping.MetricsOf(hptuning.EarlyStopping).Append(objective?.Name).OfType<string>().Distinct()];

    /// <summary>Whether early stopping ends the group, by everything known so far; null when it goes on.</summary>
    public GroupStop? StopBy(ImmutableArray<EarlyStoppingItem> items) =>
        items.IsEmpty ? null : EarlyStopping.Evaluate(items, Series());

    /// <summary>Every planned experiment as early stopping sees it; its order does not matter.</summary>
    public ImmutableArray<ExperimentSeries> Series() =>
        [
            .. _observations.Values.Select(observation => new ExperimentSeries(
                observation.Id,
                observation.Status,
                _results.TryGetValue(observation.Id, out var result) ? result.Metrics : []
            )),
        ];
}
