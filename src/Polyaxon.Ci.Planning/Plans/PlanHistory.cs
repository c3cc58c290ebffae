using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>What searches and early stopping are told of the experiments of a plan.</summary>
public static class PlanHistory
{
    /// <summary>The history for a search: experiments without an outcome are pending.</summary>
    public static History Of(IEnumerable<PlanEntry> entries) => History.Of(entries.Select(Observe));

    /// <summary>The series of the experiments that have an outcome.</summary>
    public static IEnumerable<ExperimentSeries> SeriesOf(IEnumerable<PlanEntry> entries) =>
        entries
            .Where(entry => entry.Outcome is not null)
            .Select(entry => new ExperimentSeries(
                entry.Experiment.Index,
                entry.Outcome!.Status,
                entry.Outcome.Metrics
            ));

    private static Observation Observe(PlanEntry entry) =>
        new()
        {
            Id = entry.Experiment.Index,
            Parameters = entry.Experiment.Parameters.ToImmutableDictionary(),
            Status = entry.Outcome?.Status ?? ExperimentStatus.Created,
            Attempt = Math.Max(entry.Outcome?.Attempt ?? 1, 1),
            Metrics =
                entry.Outcome?.Metrics.ToImmutableDictionary(series => series.Name, series => series.Last)
                ?? ImmutableDictionary<string, double>.Empty,
            Bracket = entry.Experiment.Bracket,
            Rung = entry.Experiment.Rung,
            Resource = entry.Experiment.Resource,
            Parent = entry.Experiment.Parent,
        };
}
