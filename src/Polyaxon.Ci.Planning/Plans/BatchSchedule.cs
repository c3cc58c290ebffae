using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>The batches a group is planned in when nothing ends it early.</summary>
public static class BatchSchedule
{
    /// <summary>How many experiments each batch runs. Only for groups of at most <see cref="CiLimits.Experiments"/>.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="total">How many experiments there are in all.</param>
    /// <param name="settings">How batches are made.</param>
    public static ImmutableArray<int> Sizes(HptuningSection hptuning, BigInteger total, PlanSettings settings)
    {
        var size = settings.BatchSize;
        return hptuning.Search switch
        {
            HyperbandSection hyperband =>
            [
                .. HyperbandSchedule
                    .Of(hyperband, SearchSpace.Of(hptuning.Matrix).DistinctCount)
                    .GroupBy(rung => rung.Batch)
                    .SelectMany(level => Split(level.Sum(rung => rung.Experiments), size)),
            ],
            BayesianSection bo => [(int)bo.NInitialTrials, .. Split(bo.NIterations, size ?? hptuning.Concurrency)],
            _ => [.. Split((long)total, BatchSize.InBatches(hptuning, 0, total, size, settings.MaxBatches))],
        };
    }

    /// <summary>How many experiments a group has in all when nothing ends it early.</summary>
    public static BigInteger Total(GroupOverview overview) =>
        overview.ExperimentsToCreate ?? overview.TotalRuns ?? BigInteger.Zero;

    private static IEnumerable<int> Split(long experiments, long? size)
    {
        for (var left = experiments; left > 0; left -= size ?? left)
        {
            yield return (int)Math.Min(left, size ?? left);
        }
    }
}
