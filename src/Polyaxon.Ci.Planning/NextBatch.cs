using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning;

/// <summary>What a group runs next by what is known, when only the last value of each metric is.</summary>
public static class NextBatch
{
    /// <summary>The search's answer; finished, with the experiment and the rule as its reason, when early stopping has ended the group.</summary>
    /// <param name="hptuning">What is searched and how, and what ends it early.</param>
    /// <param name="search">The search.</param>
    /// <param name="history">What is known.</param>
    /// <param name="capacity">The most suggestions.</param>
    public static SearchAnswer Of(HptuningSection hptuning, ISearch search, History history, long capacity)
    {
        var stop = hptuning.EarlyStopping.IsEmpty
            ? null
            : EarlyStopping.Evaluate(hptuning.EarlyStopping, [.. history.Observations.Select(Series)]);
        return stop is null ? search.Next(history, capacity) : SearchAnswer.Finish($"early stopping: {stop.Reason}");
    }

    private static ExperimentSeries Series(Observation observation) =>
        new(
            observation.Id,
            observation.Status,
            [.. observation.Metrics.Select(metric => new MetricSeries(metric.Key, [new MetricPoint(0, metric.Value)]))]
        );
}
