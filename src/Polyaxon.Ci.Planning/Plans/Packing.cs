using System.Collections.Immutable;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Puts the experiments of a batch into legs.</summary>
public static class Packing
{
    /// <summary>A leg of about so many minutes spends little of its time on set-up.</summary>
    private const double WorthwhileMinutes = 10;

    /// <summary>How many experiments each leg runs; balanced, never more legs than allowed; empty for no experiments.</summary>
    /// <param name="experiments">How many are to be run.</param>
    /// <param name="concurrency">How many run at once.</param>
    /// <param name="settings">What the user asked for.</param>
    public static ImmutableArray<int> Sizes(int experiments, int concurrency, PlanSettings settings)
    {
        if (experiments == 0)
        {
            return [];
        }

        // Where nothing but the limit packs, all the jobs that it allows are used: the finer the legs, the shorter the batch.
        var legs = settings is { PerJob: null, MinutesPerExperiment: null }
            ? Math.Min(experiments, settings.MaxJobs)
            : Ceiling(experiments, PerJob(experiments, concurrency, settings));
        return [.. Enumerable.Range(0, legs).Select(leg => SizeOf(leg, legs, experiments))];
    }

    /// <summary>
    /// What was asked for; else one experiment a leg, or as many as make a leg worth its set-up without making the batch take longer;
    /// in any case enough to keep to the number of jobs.
    /// </summary>
    private static int PerJob(int experiments, int concurrency, PlanSettings settings)
    {
        var least = Ceiling(experiments, settings.MaxJobs);
        if (settings.PerJob is { } asked)
        {
            return Math.Max(asked, least);
        }

        if (settings.MinutesPerExperiment is not { } minutes)
        {
            return least;
        }

        var worthwhile = (int)Math.Clamp(Math.Ceiling(WorthwhileMinutes / minutes), 1, experiments);
        var share = Ceiling(experiments, concurrency);
        var longest = (int)Math.Clamp(Math.Floor(CiLimits.LegMinutes / minutes), 1, experiments);
        return Math.Max(least, Math.Min(Math.Min(worthwhile, share), longest));
    }

    private static int SizeOf(int leg, int legs, int experiments) =>
        (experiments / legs) + (leg < experiments % legs ? 1 : 0);

    private static int Ceiling(int dividend, int divisor) => (int)(((long)dividend + divisor - 1) / divisor);
}
