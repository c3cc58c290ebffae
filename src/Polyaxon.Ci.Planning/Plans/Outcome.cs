using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Where an outcome comes from.</summary>
public enum OutcomeKind
{
    /// <summary>A result with a final status arrived.</summary>
    Received,

    /// <summary>An earlier group has a result of the same work.</summary>
    Reused,

    /// <summary>No result with a final status arrived: it counts as failed, never as a number.</summary>
    Missing,

    /// <summary>Its command cannot be rendered: it was never handed to a leg.</summary>
    Refused,
}

/// <summary>What became of an experiment, as far as searches, early stopping and reports need it.</summary>
public sealed record Outcome
{
    /// <summary>Where it comes from.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required ExperimentStatus Status { get; init; }

    /// <summary>The attempt that counts; 0 when none arrived.</summary>
    public int Attempt { get; init; }

    /// <summary>Why, in words; null when there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>Who ended it; null when it ended by itself.</summary>
    public StopCause? StoppedBy { get; init; }

    /// <summary>When it was started; null when it never was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null when that is not known.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The commit of the code that ran; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The group a reused result comes from; null elsewhere.</summary>
    public string? ReusedFrom { get; init; }

    /// <summary>What it reported; series that no policy looks at are thinned out.</summary>
    public ImmutableArray<MetricSeries> Metrics { get; init; } = [];

    /// <summary>How long it ran; null when that is not known.</summary>
    public TimeSpan? Duration => StartedAt is { } start && FinishedAt is { } end && end >= start ? end - start : null;

    /// <summary>The last value of a metric; null when it was not reported.</summary>
    public double? Last(string metric)
    {
        foreach (var series in Metrics)
        {
            if (series.Name == metric)
            {
                return series.Last;
            }
        }

        return null;
    }

    /// <summary>The outcome that a result tells.</summary>
    public static Outcome Of(ExperimentResult result, OutcomeKind kind = OutcomeKind.Received) =>
        new()
        {
            Kind = kind,
            Status = result.Status,
            Attempt = result.Attempt,
            Message = result.Message,
            StoppedBy = result.StoppedBy,
            StartedAt = result.StartedAt,
            FinishedAt = result.FinishedAt,
            Commit = result.Commit,
            ReusedFrom = kind == OutcomeKind.Reused ? result.Group : null,
            Metrics = result.Metrics,
        };
}
