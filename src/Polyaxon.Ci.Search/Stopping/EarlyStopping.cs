using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>
/// Decides whether a group ends early. A pure function of what was reported: neither the order of the experiments nor that in which
/// results arrived matters.
/// </summary>
public static class EarlyStopping
{
    /// <summary>So many experiments must have ended before a failure budget counts.</summary>
    public const int MinEnded = 5;

    /// <summary>So many must have failed: a single failure never ends a group.</summary>
    public const int MinFailed = 2;

    /// <summary>
    /// The first item in the order of the file that is met; null when none is. A threshold is met by a value equal to it, whatever
    /// the experiment's status, and never by NaN; of several experiments the one with the best value is named, of equals the earlier.
    /// </summary>
    public static GroupStop? Evaluate(
        ImmutableArray<EarlyStoppingItem> items,
        IReadOnlyCollection<ExperimentSeries> experiments
    )
    {
        foreach (var item in items)
        {
            if (Evaluate(item, experiments) is { } stop)
            {
                return stop;
            }
        }

        return null;
    }

    /// <summary>The metrics that items look at, each once, in the order of the file.</summary>
    public static ImmutableArray<string> MetricsOf(ImmutableArray<EarlyStoppingItem> items) =>
        [.. items.Select(item => GoalOf(item)?.Name).OfType<string>().Distinct()];

    /// <summary>The metric an item compares; null for a failure budget.</summary>
    public static MetricGoal? GoalOf(EarlyStoppingItem item) =>
        item switch
        {
            ThresholdStopping threshold => threshold.Goal,
            PolicyStopping policy => policy.Goal,
            _ => null,
        };

    private static GroupStop? Evaluate(EarlyStoppingItem item, IReadOnlyCollection<ExperimentSeries> experiments) =>
        item switch
        {
            ThresholdStopping rule => Reached(rule, rule.Goal, rule.Value, rule.UseBest, experiments),
            PolicyStopping { Value: { } value } rule => Reached(rule, rule.Goal, value, rule.UseBest, experiments),
            FailureStopping rule => TooManyFailed(rule, experiments),
            _ => null,
        };

    private static GroupStop? Reached(
        EarlyStoppingItem item,
        MetricGoal goal,
        double threshold,
        bool useBest,
        IReadOnlyCollection<ExperimentSeries> experiments
    )
    {
        var isMaximize = goal.Optimization == Optimization.Maximize;
        (long Id, double Value)? named = null;
        foreach (var experiment in experiments)
        {
            if (experiment.Find(goal.Name) is not { } series)
            {
                continue;
            }

            var value = useBest ? series.Best(goal.Optimization) : series.Last;
            var isMet = isMaximize ? value >= threshold : value <= threshold;
            if (
                isMet
                && (
                    named is not { } before
                    || goal.IsBetter(value, before.Value)
                    || (value == before.Value && experiment.Id < before.Id)
                )
            )
            {
                named = (experiment.Id, value);
            }
        }

        return named is not { } found
            ? null
            : new GroupStop(
                item,
                found.Id,
                $"experiment {found.Id} reached {goal.Name} {(isMaximize ? ">=" : "<=")} {NumberText.Format(threshold)} with {NumberText.Format(found.Value)}"
            );
    }

    /// <summary>The share of the ended experiments that failed; what was stopped or skipped says nothing about failing.</summary>
    private static GroupStop? TooManyFailed(FailureStopping rule, IReadOnlyCollection<ExperimentSeries> experiments)
    {
        var failed = experiments.Count(experiment =>
            experiment.Status is ExperimentStatus.Failed or ExperimentStatus.UpstreamFailed
        );
        var ended =
            failed
            + experiments.Count(experiment =>
                experiment.Status is ExperimentStatus.Succeeded or ExperimentStatus.ObjectiveMissing
            );
        return ended >= MinEnded && failed >= MinFailed && 100.0 * failed >= rule.Percent * ended
            ? new GroupStop(
                rule,
                null,
                $"{failed} of {ended} ended experiments failed, the limit is {NumberText.Format(rule.Percent)} %"
            )
            : null;
    }
}
