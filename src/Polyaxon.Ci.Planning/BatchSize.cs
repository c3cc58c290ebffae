using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning;

/// <summary>How many experiments are planned between two decisions.</summary>
public static class BatchSize
{
    /// <summary>The batches of the shipped workflow.</summary>
    public const int MaxBatches = 10;

    /// <summary>
    /// Grid and random search with early stopping: the larger of the concurrency and the share of a batch, rounded up to a multiple
    /// of the concurrency, so that no slot idles.
    /// </summary>
    public static BigInteger WithEarlyStopping(BigInteger experiments, int concurrency, int maxBatches = MaxBatches)
    {
        var size = BigInteger.Max(concurrency, (experiments + maxBatches - 1) / maxBatches);
        return (size + concurrency - 1) / concurrency * concurrency;
    }

    /// <summary>
    /// What a search is asked for: a Bayesian search for its initial trials, then for as many as run at once; Hyperband for a level;
    /// the others for all they have.
    /// </summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="planned">How many experiments are planned already.</param>
    public static long Next(HptuningSection hptuning, long planned) =>
        hptuning.Search switch
        {
            BayesianSection bo when planned < bo.NInitialTrials => bo.NInitialTrials - planned,
            BayesianSection => hptuning.Concurrency,
            _ => long.MaxValue,
        };

    /// <summary>What a search is asked for in CI, where grid and random searches with early stopping go batch by batch too.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="planned">How many experiments are planned already.</param>
    /// <param name="total">How many a grid or random search makes in all; ignored for the others.</param>
    /// <param name="size">The size the user asked for; null for the rule.</param>
    /// <param name="maxBatches">How many batches the workflow has.</param>
    public static long InBatches(
        HptuningSection hptuning,
        long planned,
        BigInteger total,
        long? size,
        int maxBatches
    ) =>
        hptuning.Search switch
        {
            BayesianSection bo when planned < bo.NInitialTrials => bo.NInitialTrials - planned,
            _ when size is { } asked => asked,
            { IsAdaptive: false } when !hptuning.EarlyStopping.IsEmpty => (long)
                BigInteger.Min(long.MaxValue, WithEarlyStopping(total, hptuning.Concurrency, maxBatches)),
            _ => Next(hptuning, planned),
        };

    /// <summary>In how many batches a group is planned when nothing ends it early.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="total">How many a grid or random search makes in all; ignored for the others.</param>
    /// <param name="rungs">Hyperband's rungs; ignored for the others.</param>
    /// <param name="size">The size the user asked for; null for the rule.</param>
    /// <param name="maxBatches">How many batches the workflow has.</param>
    public static BigInteger Count(
        HptuningSection hptuning,
        BigInteger total,
        ImmutableArray<HyperbandRung> rungs,
        long? size,
        int maxBatches
    ) =>
        hptuning.Search switch
        {
            HyperbandSection => rungs
                .GroupBy(rung => rung.Batch)
                .Select(level => level.Aggregate(BigInteger.Zero, (sum, rung) => sum + rung.Experiments))
                .Aggregate(BigInteger.Zero, (sum, level) => sum + (size is { } asked ? Ceiling(level, asked) : 1)),
            BayesianSection bo => 1 + Ceiling(bo.NIterations, size ?? hptuning.Concurrency),
            _ => Ceiling(total, InBatches(hptuning, 0, total, size, maxBatches)),
        };

    private static BigInteger Ceiling(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
}
