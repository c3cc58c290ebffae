using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Tests.Hyperband;

public sealed class HyperbandSearchTests
{
    [Theory]
    [InlineData(243, 3, 5)]
    [InlineData(1000, 10, 3)]
    [InlineData(81, 3, 4)]
    [InlineData(1, 3, 0)]
    [InlineData(10, 3, 2)]
    public void The_largest_bracket_is_exact(long maxIter, double eta, int expected) =>
        Assert.Equal(expected, HyperbandSchedule.LargestBracket(Section(maxIter, eta)));

    [Fact]
    public void Brackets_are_staggered_so_that_a_batch_has_one_level()
    {
        var rungs = HyperbandSchedule.Of(Section(81, 3));

        Assert.Equal(
            [81, 61, 35, 19, 10],
            rungs.GroupBy(rung => rung.Batch).Select(batch => batch.Sum(rung => rung.Experiments))
        );
        Assert.Equal(
            ["1", "3", "9", "27", "81"],
            rungs
                .GroupBy(rung => rung.Batch)
                .Select(batch => batch.Select(rung => rung.Resource.ToString()).Distinct().Single())
        );
    }

    [Fact]
    public void Only_the_best_of_a_rung_go_on_and_ties_go_to_the_earlier()
    {
        var hptuning = Searches.Read(
            "hyperband: {max_iter: 9, eta: 3, resource: {name: r, type: int}, metric: {name: loss, optimization: minimize}}",
            Searches.Wide
        );
        var search = SearchFactory.Create(hptuning, 1);
        var first = search.Next(History.Empty, 9).Suggestions.ToList();
        double[] losses = [5, 2, double.NaN, 2, 1, 2, 9, 9, 9];
        var history = History.Of(
            first.Select(
                (suggestion, i) => Searches.Observe(suggestion, hptuning, ExperimentStatus.Succeeded, losses[i])
            )
        );

        var promoted = search
            .Next(history, 100)
            .Suggestions.Where(suggestion => suggestion.Rung == 1)
            .Select(suggestion => suggestion.Parent);

        Assert.Equal([5L, 2L, 4L], promoted);
    }

    private static HyperbandSection Section(long maxIter, double eta) =>
        new(
            maxIter,
            eta,
            new HyperbandResource("r", true),
            new MetricGoal("loss", Optimization.Minimize),
            false,
            HyperbandSampler.Random
        );
}
