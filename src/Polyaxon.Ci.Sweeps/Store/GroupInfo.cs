using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>What the store knows of a group.</summary>
public sealed record GroupInfo
{
    /// <summary>The running number in the project.</summary>
    public required long Id { get; init; }

    /// <summary>Its name; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Its description; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>Who ran it.</summary>
    public required string User { get; init; }

    /// <summary>The unique name, <c>user.project.G</c>.</summary>
    public string UniqueName => FormattableString.Invariant($"{User}.{Project}.{Id}");

    /// <summary><c>grid</c>, <c>random</c>, <c>hyperband</c> or <c>bo</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>How many experiments run at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>What ranks its experiments; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary>Its status.</summary>
    public required string Status { get; init; }

    /// <summary>Why; null when there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first experiment could start; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many of its experiments have each status.</summary>
    public ImmutableDictionary<string, long> Counts { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>How many experiments it has.</summary>
    public long Experiments => Counts.Values.Sum();

    /// <summary>How many of its experiments have one of some statuses.</summary>
    public long CountOf(params ReadOnlySpan<string> statuses)
    {
        var sum = 0L;
        foreach (var status in statuses)
        {
            sum += Counts.GetValueOrDefault(status);
        }

        return sum;
    }
}
