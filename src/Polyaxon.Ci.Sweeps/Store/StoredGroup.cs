using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>A group about to be stored.</summary>
/// <param name="Key">The group's id, the same in all its results.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Project">The project.</param>
/// <param name="User">Who runs it.</param>
/// <param name="Algorithm"><c>grid</c>, <c>random</c>, <c>hyperband</c> or <c>bo</c>.</param>
/// <param name="Concurrency">How many experiments run at once.</param>
/// <param name="Seed">The seed.</param>
public sealed record NewGroup(
    string Key,
    string? Name,
    string Project,
    string User,
    string Algorithm,
    int Concurrency,
    long Seed
)
{
    /// <summary>What ranks its experiments; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary>Its description; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
