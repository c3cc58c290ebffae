using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search;

/// <summary>What a search is told of one attempt of an experiment. Without a final status it is pending.</summary>
public sealed record Observation
{
    /// <summary>The experiment's number in its group.</summary>
    public required long Id { get; init; }

    /// <summary>The matrix values by name.</summary>
    public required ImmutableDictionary<string, Value> Parameters { get; init; }

    /// <summary>How it ended, or where it stands.</summary>
    public required ExperimentStatus Status { get; init; }

    /// <summary>The last value of each metric; NaN and infinities are possible.</summary>
    public ImmutableDictionary<string, double> Metrics { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Hyperband's bracket; null elsewhere.</summary>
    public int? Bracket { get; init; }

    /// <summary>Hyperband's rung; null elsewhere.</summary>
    public int? Rung { get; init; }

    /// <summary>Hyperband's resource; null elsewhere.</summary>
    public Value? Resource { get; init; }

    /// <summary>The experiment it was promoted from; null for fresh configurations.</summary>
    public long? Parent { get; init; }

    /// <summary>Whether the search still has to wait for it.</summary>
    public bool IsPending => !Status.IsFinal();

    /// <summary>
    /// A metric's value if the experiment succeeded and reported a number for it; else null. This is what ranks: a failed,
    /// stopped or NaN result never does.
    /// </summary>
    public double? ValueOf(string metric) =>
        Status == ExperimentStatus.Succeeded && Metrics.TryGetValue(metric, out var value) && double.IsFinite(value)
            ? value
            : null;
}
