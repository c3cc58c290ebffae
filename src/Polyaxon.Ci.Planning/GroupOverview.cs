using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning;

/// <summary>What can be told of a group before anything runs.</summary>
public sealed record GroupOverview
{
    /// <summary>The searched space.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The seed in force.</summary>
    public required long Seed { get; init; }

    /// <summary>The grid's size, or the number of distinct points where there is no grid; null when infinite.</summary>
    public required BigInteger? SpaceSize { get; init; }

    /// <summary>How many experiments grid or random search creates; null for the others.</summary>
    public required BigInteger? ExperimentsToCreate { get; init; }

    /// <summary>How many runs Hyperband or Bayesian optimisation makes when none is cut short; null for the others.</summary>
    public required BigInteger? TotalRuns { get; init; }

    /// <summary>In how many batches the group is planned; null when it cannot be told.</summary>
    public required BigInteger? Batches { get; init; }

    /// <summary>Hyperband's rungs; empty elsewhere.</summary>
    public required ImmutableArray<HyperbandRung> Rungs { get; init; }

    /// <summary>What the group costs in CI; null when it cannot be told how long an experiment takes.</summary>
    public CostEstimate? Estimate { get; private init; }

    /// <summary>The overview of a group.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="seed">The seed in force.</param>
    /// <param name="settings">How batches are sized and packed in CI; null for the rules.</param>
    public static GroupOverview Of(HptuningSection hptuning, long seed, PlanSettings? settings = null)
    {
        var space = SearchSpace.Of(hptuning.Matrix);
        var numbered = hptuning.Search.IsAdaptive ? null : (NumberedSearch)SearchFactory.Create(hptuning, seed);
        var rungs = hptuning.Search is HyperbandSection hyperband
            ? HyperbandSchedule.Of(hyperband, space.DistinctCount)
            : [];
        var overview = new GroupOverview
        {
            Space = space,
            Seed = seed,
            SpaceSize = space.GridSize ?? space.DistinctCount,
            ExperimentsToCreate = numbered?.Total,
            TotalRuns = hptuning.Search switch
            {
                BayesianSection bo => bo.NInitialTrials + bo.NIterations,
                HyperbandSection => rungs.Aggregate(BigInteger.Zero, (sum, rung) => sum + rung.Experiments),
                _ => null,
            },
            Batches = BatchSize.Count(
                hptuning,
                numbered?.Total ?? 0,
                rungs,
                settings?.BatchSize,
                settings?.MaxBatches ?? BatchSize.MaxBatches
            ),
            Rungs = rungs,
        };
        return settings is null ? overview : overview with { Estimate = CostEstimate.Of(hptuning, overview, settings) };
    }
}
