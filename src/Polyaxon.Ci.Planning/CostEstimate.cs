using System.Numerics;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning;

/// <summary>What a group costs in CI when nothing ends it early.</summary>
/// <param name="Jobs">The jobs that run experiments, all batches together.</param>
/// <param name="BilledMinutes">
/// The minutes billed: each job's are rounded up, and planning, deciding after each batch and the verdict are a job of one minute each.
/// </param>
public sealed record CostEstimate(long Jobs, long BilledMinutes)
{
    /// <summary>The estimate of a group; null without the minutes of an experiment, or with more experiments than CI takes.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="overview">What is known of it before anything runs.</param>
    /// <param name="settings">How batches are sized and packed, and how long an experiment takes.</param>
    public static CostEstimate? Of(HptuningSection hptuning, GroupOverview overview, PlanSettings settings)
    {
        var runs = overview.ExperimentsToCreate ?? overview.TotalRuns;
        if (settings.MinutesPerExperiment is not { } minutes || runs is null || runs > CiLimits.Experiments)
        {
            return null;
        }

        var (jobs, billed, batches) = (0L, 0.0, 0L);
        foreach (var batch in Batches(hptuning, overview, (int)runs.Value, settings))
        {
            batches++;
            foreach (var size in Packing.Sizes(batch, hptuning.Concurrency, settings))
            {
                jobs++;
                billed += Math.Ceiling(settings.SetupMinutes + (size * minutes));
            }
        }

        return new CostEstimate(jobs, (long)Math.Min(billed + batches + 2, long.MaxValue / 2));
    }

    /// <summary>How many experiments each batch has.</summary>
    private static IEnumerable<int> Batches(
        HptuningSection hptuning,
        GroupOverview overview,
        int runs,
        PlanSettings settings
    ) =>
        hptuning.Search is HyperbandSection
            ? overview
                .Rungs.GroupBy(rung => rung.Batch)
                .Select(level => level.Aggregate(BigInteger.Zero, (sum, rung) => sum + rung.Experiments))
                .SelectMany(level => Parts((int)level, _ => settings.BatchSize ?? (long)level))
            : Parts(
                runs,
                planned => BatchSize.InBatches(hptuning, planned, runs, settings.BatchSize, settings.MaxBatches)
            );

    private static IEnumerable<int> Parts(int total, Func<int, long> next)
    {
        for (var planned = 0; planned < total; )
        {
            var size = (int)Math.Min(next(planned), total - planned);
            planned += size;
            yield return size;
        }
    }
}
