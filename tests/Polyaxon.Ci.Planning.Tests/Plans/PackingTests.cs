using CsCheck;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Planning.Tests.Plans;

public sealed class PackingTests
{
    private static readonly Gen<(int Experiments, int Concurrency, PlanSettings Settings)> Cases = Gen.Select(
        Gen.Int[0, 3000],
        Gen.Int[1, 300],
        Gen.Int[1, 50].Nullable(),
        Gen.Int[1, 256],
        Gen.Double[0.01, 500].Nullable(),
        (experiments, concurrency, perJob, maxJobs, minutes) =>
            (
                experiments,
                concurrency,
                new PlanSettings
                {
                    PerJob = perJob,
                    MaxJobs = maxJobs,
                    MinutesPerExperiment = minutes,
                }
            )
    );

    [Fact]
    public void Every_experiment_is_in_one_leg_and_there_are_never_too_many_legs() =>
        Cases.Sample(one =>
        {
            var sizes = Packing.Sizes(one.Experiments, one.Concurrency, one.Settings);
            Assert.Equal(one.Experiments, sizes.Sum());
            Assert.True(sizes.Length <= one.Settings.MaxJobs);
            Assert.DoesNotContain(0, sizes);
            Assert.True(sizes.IsEmpty || sizes.Max() - sizes.Min() <= 1);
        });

    [Fact]
    public void Six_hundred_experiments_fit_into_256_legs()
    {
        var sizes = Packing.Sizes(600, 20, new PlanSettings());

        Assert.Equal(256, sizes.Length);
        Assert.All(sizes, size => Assert.InRange(size, 2, 3));
        Assert.Equal(200, Packing.Sizes(600, 20, new PlanSettings { PerJob = 3 }).Length);
    }

    [Fact]
    public void Short_experiments_share_a_job_and_long_ones_do_not()
    {
        Assert.Equal(4, Packing.Sizes(20, 2, new PlanSettings { MinutesPerExperiment = 2.5 })[0]);
        Assert.Equal(1, Packing.Sizes(20, 20, new PlanSettings { MinutesPerExperiment = 2.5 })[0]);
        Assert.Equal(1, Packing.Sizes(20, 2, new PlanSettings { MinutesPerExperiment = 200 })[0]);
        Assert.Equal(1, Packing.Sizes(20, 2, new PlanSettings())[0]);
    }
}
