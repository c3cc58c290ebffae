using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Results;

/// <summary>
/// What one attempt of one experiment left: written as started, then replaced atomically when it ended. The same record on a
/// laptop (<c>result.json</c>) and in CI.
/// </summary>
public sealed record ExperimentResult
{
    /// <summary>The version of the form in which results are written.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The group's id, the same in all batches.</summary>
    public required string Group { get; init; }

    /// <summary>The batch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The experiment's number in its group.</summary>
    public required long Index { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The planned experiment's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>How it ended, or running.</summary>
    public required ExperimentStatus Status { get; init; }

    /// <summary>Why, in words; null when there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>Who ended it or kept it from starting; null when it ended by itself.</summary>
    public StopCause? StoppedBy { get; init; }

    /// <summary>The process's exit code; null when it never ended by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it; null when none did.</summary>
    public int? Signal { get; init; }

    /// <summary>When it was started; null when it never was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The commit of the code that ran; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>Its declarations, so that a result can be understood without its plan.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Declarations { get; init; } = [];

    /// <summary>The whole series of each metric.</summary>
    public ImmutableArray<MetricSeries> Metrics { get; init; } = [];

    /// <summary>The last lines of its log.</summary>
    public ImmutableArray<string> LogTail { get; init; } = [];
}
