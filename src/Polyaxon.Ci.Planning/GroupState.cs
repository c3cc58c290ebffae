using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
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
        [
            .. hptuning
                .EarlyStopping.Select(item =>
                    (item as ThresholdStopping)?.Goal.Name ?? (item as PolicyStopping)?.Goal.Name
                )
                .Append(objective?.Name)
                .OfType<string>()
                .Distinct(),
        ];

    /// <summary>Whether a result meets an early-stopping item, and in which words; null when it meets none.</summary>
    public string? Meets(ExperimentResult result, ImmutableArray<EarlyStoppingItem> items) =>
        items.Select(item => Meets(result, item)).FirstOrDefault(words => words is not null);

    private string? Meets(ExperimentResult result, EarlyStoppingItem item) =>
        item switch
        {
            ThresholdStopping rule => Reaches(result, rule.Goal, rule.Value, rule.UseBest),
            PolicyStopping { Value: { } value } rule => Reaches(result, rule.Goal, value, useBest: false),
            FailureStopping rule => TooManyFailed(rule.Percent),
            _ => null,
        };

    private static string? Reaches(ExperimentResult result, MetricGoal goal, double threshold, bool useBest)
    {
        if (result.Metrics.FirstOrDefault(one => one.Name == goal.Name) is not { } series)
        {
            return null;
        }

        var value = useBest ? series.Best(goal.Optimization) : series.Last;
        var isMaximize = goal.Optimization == Optimization.Maximize;
        return (isMaximize ? value >= threshold : value <= threshold)
            ? FormattableString.Invariant(
                $"experiment {result.Index} reached {goal.Name} {(isMaximize ? ">=" : "<=")} {threshold} with {value}"
            )
            : null;
    }

    private string? TooManyFailed(double percent)
    {
        var final = _results.Values.Count(result => result.Status.IsFinal());
        var failed = _results.Values.Count(result => result.Status == ExperimentStatus.Failed);
        return final > 0 && 100.0 * failed / final >= percent
            ? FormattableString.Invariant($"{failed} of {final} experiments failed, the limit is {percent} %")
            : null;
    }
}
