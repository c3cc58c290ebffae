using System.Collections.Immutable;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>What batches cost: jobs, and the minutes billed for them, each job rounded up.</summary>
/// <param name="Jobs">How many legs.</param>
/// <param name="Minutes">About how many billed minutes; null when nobody said how long an experiment takes.</param>
public sealed record PlanEstimate(long Jobs, double? Minutes)
{
    /// <summary>The estimate of batches.</summary>
    /// <param name="sizes">How many experiments each batch runs.</param>
    /// <param name="concurrency">How many run at once.</param>
    /// <param name="settings">How batches are packed.</param>
    public static PlanEstimate Of(IEnumerable<int> sizes, int concurrency, PlanSettings settings)
    {
        ImmutableArray<int> legs = [.. sizes.SelectMany(size => Packing.Sizes(size, concurrency, settings))];
        return new PlanEstimate(
            legs.Length,
            settings.MinutesPerExperiment is { } each
                ? legs.Sum(experiments => Math.Ceiling(settings.SetupMinutes + (experiments * each)))
                : null
        );
    }
}
