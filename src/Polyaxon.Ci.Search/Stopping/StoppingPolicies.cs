using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>
/// Decides which running experiments fall so far behind that they are not worth their time. An experiment is judged at the last step
/// at which an evaluation is due, against the others that have reached the same step, so a slow starter is not compared with one that
/// is far ahead in time. A pure function of what was reported: order does not matter.
/// </summary>
/// <remarks>
/// The median rule is that of Golovin et al., "Google Vizier: a service for black-box optimization", KDD 2017, section 3.2.2; the other
/// kinds and the fields are those of Polyaxon's policies. The experiment with the best value of all is never stopped.
/// </remarks>
public static class StoppingPolicies
{
    /// <summary>The running experiments that fall behind, by ascending id, each with the first item that says so.</summary>
    public static ImmutableArray<PolicyStop> Evaluate(
        ImmutableArray<EarlyStoppingItem> items,
        IReadOnlyCollection<ExperimentSeries> experiments
    )
    {
        var stops = new SortedDictionary<long, PolicyStop>();
        foreach (var item in items.OfType<PolicyStopping>())
        {
            foreach (var stop in Evaluate(item, experiments))
            {
                stops.TryAdd(stop.Experiment, stop);
            }
        }

        return [.. stops.Values];
    }

    private static IEnumerable<PolicyStop> Evaluate(
        PolicyStopping item,
        IReadOnlyCollection<ExperimentSeries> experiments
    )
    {
        var comparable = experiments
            .Where(experiment => IsCompared(experiment.Status, item.Policy))
            .Select(experiment => SteppedSeries.Of(experiment, item.Goal))
            .OfType<SteppedSeries>()
            .OrderBy(series => series.Experiment.Id)
            .ToList();
        var best = comparable.Aggregate(
            double.NaN,
            (best, series) => item.Goal.IsBetter(series.Best, best) ? series.Best : best
        );
        return comparable
            .Where(series => !series.Experiment.Status.IsFinal() && item.Goal.IsBetter(best, series.Best))
            .Select(series => Judge(item, series, comparable))
            .OfType<PolicyStop>();
    }

    /// <summary>
    /// Running experiments, and finished ones unless they are left out. Stopped ones stay as well: without them each
    /// stop would raise the bar, until hardly anything is left. A failed experiment's numbers are not trusted.
    /// </summary>
    private static bool IsCompared(ExperimentStatus status, StoppingPolicy policy) =>
        !status.IsFinal()
        || (policy.IncludeSucceeded && status is ExperimentStatus.Succeeded or ExperimentStatus.Stopped);

    private static PolicyStop? Judge(PolicyStopping item, SteppedSeries series, List<SteppedSeries> comparable)
    {
        var policy = item.Policy;
        var report = series.Count - (series.Count % policy.EvaluationInterval);
        if (report == 0 || report < policy.MinInterval)
        {
            return null;
        }

        var step = series.StepOfReport(report);
        var others = comparable.Where(other => other != series && other.LastStep >= step).ToList();
        if (others.Count < policy.MinSamples)
        {
            return null;
        }

        var own = series.BestUpTo(step);
        var words = policy.Kind switch
        {
            StoppingPolicyKind.Median => Worse(item.Goal, own, Median(Averages(others, step)), "the median", others),
            StoppingPolicyKind.Average => Worse(item.Goal, own, Mean(Averages(others, step)), "the average", others),
            StoppingPolicyKind.Truncation => Truncated(item, own, step, others),
            _ => Distant(item, own, step, others),
        };
        return words is null
            ? null
            : new PolicyStop(
                series.Experiment.Id,
                item,
                $"experiment {series.Experiment.Id} fell behind: its best {item.Goal.Name} up to step {step} is {Text(own)}, {words}"
            );
    }

    /// <summary>Both sides are rounded, so that the average of equal values counts as equal to them.</summary>
    private static string? Worse(MetricGoal goal, double own, double bar, string name, List<SteppedSeries> others) =>
        goal.IsBetter(NumberText.Round15(bar), NumberText.Round15(own))
            ? $"worse than {name} {Text(bar)} of {Counted(others)}"
            : null;

    /// <summary>Among the worst percent, itself counted; experiments with equal values stay together.</summary>
    private static string? Truncated(PolicyStopping item, double own, long step, List<SteppedSeries> others)
    {
        var all = others.Count + 1;
        var cut = (int)Math.Floor(all * item.Policy.Percent / 100);
        var better = others.Count(other => item.Goal.IsBetter(other.BestUpTo(step), own));
        return better >= all - cut
            ? $"among the worst {NumberText.Format(item.Policy.Percent)} %: {better} of {Counted(others)} are better"
            : null;
    }

    /// <summary>Worse than the best by more than a share of the best's size; a best of 0 has no size to take a share of.</summary>
    private static string? Distant(PolicyStopping item, double own, long step, List<SteppedSeries> others)
    {
        var best = double.NaN;
        foreach (var other in others)
        {
            var value = other.BestUpTo(step);
            best = item.Goal.IsBetter(value, best) ? value : best;
        }

        var isBehind = double.IsNaN(own)
            ? !double.IsNaN(best)
            : item.Goal.IsBetter(best, own)
                && best != 0
                && NumberText.Round15(Math.Abs(own - best))
                    > NumberText.Round15(item.Policy.Percent / 100 * Math.Abs(best));
        return isBehind
            ? $"more than {NumberText.Format(item.Policy.Percent)} % worse than the best {Text(best)} of {Counted(others)}"
            : null;
    }

    /// <summary>The others' averages in ascending order, so that sums do not depend on the order of the experiments.</summary>
    private static double[] Averages(List<SteppedSeries> others, long step) =>
        [.. others.Select(other => other.AverageUpTo(step)).Where(double.IsFinite).Order()];

    private static double Median(double[] sorted) =>
        sorted.Length == 0 ? double.NaN
        : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
        : (sorted[(sorted.Length / 2) - 1] / 2) + (sorted[sorted.Length / 2] / 2);

    private static double Mean(double[] sorted) =>
        sorted.Length == 0 ? double.NaN : sorted.Sum(value => value / sorted.Length);

    private static string Text(double value) =>
        double.IsNaN(value) ? "no number" : NumberText.Format(NumberText.Round15(value));

    private static string Counted(List<SteppedSeries> others) =>
        others.Count == 1 ? "1 other" : $"{others.Count} others";
}
