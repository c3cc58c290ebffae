using Polyaxon.Ci.LearningCurves;

namespace Polyaxon.Ci.Search.Tests.Hyperband;

/// <summary>A few seeds of the benchmark in tests/benchmarks/learning-curves, whose truth is known.</summary>
public sealed class LearningCurveTests
{
    private const int Seeds = 8;

    /// <summary>A pass with a model takes a second or two.</summary>
    private const int ModelledSeeds = 3;

    [Theory]
    [InlineData("plain")]
    [InlineData("diverging")]
    public void Hyperband_needs_less_than_random_search_to_come_within_one_percent_of_the_best(string name)
    {
        var task = LearningTask.All.Single(task => task.Name == name);
        var hptuning = SearchPlay.Hyperband("random");

        var random = Seeded(seed => SearchPlay.RandomUnitsToTarget(task, seed).Units);
        var hyperband = Seeded(seed => SearchPlay.HyperbandUnitsToTarget(task, hptuning, seed).Units);

        Assert.True(hyperband < random, $"{hyperband} units against {random}");
    }

    [Fact]
    public void A_model_needs_no_more_than_drawing_at_random()
    {
        var task = LearningTask.All.Single(task => task.Name == "crossing");

        var random = Seeded(seed => Units(task, "random", seed), ModelledSeeds);
        var bo = Seeded(seed => Units(task, "bo", seed), ModelledSeeds);

        Assert.True(bo < random, $"{bo} units against {random}");
    }

    private static double Units(LearningTask task, string sampler, long seed) =>
        SearchPlay.HyperbandUnitsToTarget(task, SearchPlay.Hyperband(sampler), seed).Units;

    private static double Seeded(Func<long, double> units, int seeds = Seeds) =>
        Enumerable.Range(1, seeds).Average(seed => units(seed));
}
