using System.Collections.Immutable;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>What early stopping is told of an experiment.</summary>
/// <param name="Id">The experiment's number in its group.</param>
/// <param name="Status">How it ended, or where it stands.</param>
/// <param name="Metrics">Everything it has reported so far, one series a metric.</param>
public sealed record ExperimentSeries(long Id, ExperimentStatus Status, ImmutableArray<MetricSeries> Metrics)
{
    /// <summary>The series of a metric; null when it was not reported.</summary>
    public MetricSeries? Find(string metric)
    {
        foreach (var series in Metrics)
        {
            if (series.Name == metric)
            {
                return series;
            }
        }

        return null;
    }
}
