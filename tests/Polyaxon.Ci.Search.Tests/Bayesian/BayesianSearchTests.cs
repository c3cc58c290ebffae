using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;
using static Polyaxon.Ci.Search.Tests.Bayesian.BayesianPlay;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>What Bayesian optimisation promises beyond the laws of all searches.</summary>
public sealed class BayesianSearchTests
{
    private const string Mixed =
        "{a: {uniform: 0:1}, b: {loguniform: -5:0}, c: {range: 0:20:1}, d: {values: [x, y, z]}, e: {quniform: 0:1:0.1}}";

    [Fact]
    public void It_finds_the_optimum_of_a_smooth_function_that_random_search_only_comes_near()
    {
        var best = Best(Play("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 32, 8, Bowl));

        Assert.InRange(best, 0, 1e-4);
    }

    [Fact]
    public void Maximising_the_negated_objective_suggests_the_same_points()
    {
        var low = Play(Mixed, 4, 8, 4, Rugged);
        var high = Play(Mixed, 4, 8, 4, parameters => -Rugged(parameters), "maximize");

        Assert.Equal(low.Select(Text), high.Select(Text));
    }

    [Fact]
    public void A_failing_region_is_left_alone_but_results_there_are_not_invented()
    {
        var runs = Play(
            "{x: {uniform: 0:1}, y: {uniform: 0:1}}",
            8,
            32,
            8,
            parameters => parameters["x"].AsDouble() > 0.4 ? null : Bowl(parameters)
        );

        // Random search would fail on six in ten of the modelled ones.
        Assert.InRange(runs.Skip(8).Count(run => run.Status == ExperimentStatus.Failed), 0, 12);
        Assert.InRange(Best(runs), 0, 1e-3);
    }

    [Theory]
    [InlineData("{a: {uniform: 0:1}, b: {values: [x, y]}}", 1)]
    [InlineData("{a: {uniform: 0:1}, b: {values: [x, y]}}", 40)]
    [InlineData("{a: {values: [3]}, c: {uniform: 0:1}}", 9)]
    public void A_constant_objective_and_a_single_observation_are_no_trouble(string matrix, int count)
    {
        var runs = Play(matrix, count, 4, 4, _ => 7.0);

        Assert.Equal(count + 4, runs.Count);
    }

    [Fact]
    public void Infinitely_bad_and_huge_results_do_not_spoil_the_rest()
    {
        var best = Best(
            Play(
                "{x: {uniform: 0:1}, y: {uniform: 0:1}}",
                8,
                32,
                8,
                parameters =>
                    parameters["y"].AsDouble() > 0.9 ? 1e300
                    : parameters["x"].AsDouble() < 0.05 ? double.PositiveInfinity
                    : Bowl(parameters)
            )
        );

        Assert.InRange(best, 0, 1e-3);
    }

    [Fact]
    public void Thirty_dimensions_and_a_thousand_observations_are_answered()
    {
        var wide = "{" + string.Join(", ", Enumerable.Range(0, 30).Select(i => $"p{i}: {{uniform: 0:1}}")) + "}";
        var deep = Hptuning(Mixed, 1000, 100, "minimize");

        Assert.Equal(20, Play(wide, 12, 8, 8, parameters => parameters["p3"].AsDouble()).Count);
        var points = Drawn(deep, 1000);
        Assert.Equal(8, Next(deep, points, 8).Count);
    }

    [Fact]
    public void Pending_points_are_not_suggested_again_and_push_others_away()
    {
        var hptuning = Hptuning("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 40, "minimize");
        var runs = Play(hptuning, 16, 8, Bowl);
        var first = Next(hptuning, runs, 1)[0];
        var pending = Observe(hptuning, first, 17, null, ExperimentStatus.Running);
        var second = Next(hptuning, [.. runs, pending], 1)[0];

        Assert.NotEqual(Text(first.Values), Text(second.Values));
    }

    [Fact]
    public void A_finite_space_is_used_up_and_then_finished_whatever_came_from_elsewhere()
    {
        var hptuning = Hptuning("{a: {values: [x, y, z]}, b: {range: 0:3:1}}", 2, 100, "minimize");
        Suggestion foreign = new(1, [Value.Of("elsewhere"), Value.Of(77)]);
        var runs = new List<Observation> { Observe(hptuning, foreign, 1, 0.1, ExperimentStatus.Succeeded) };
        while (SearchFactory.Create(hptuning, 3).Next(History.Of(runs), 4) is { State: SearchState.Suggested } answer)
        {
            runs.AddRange(answer.Suggestions.ToList().Select(item => Observe(hptuning, item, item.Id, item.Id)));
        }

        Assert.Equal(10, runs.Count);
    }

    [Fact]
    public void What_a_quantised_normal_can_draw_is_used_up_too()
    {
        var hptuning = Hptuning("{a: {qnormal: {loc: 0, scale: 1, q: 8}}}", 1, 100, "minimize");
        var runs = new List<Observation>();
        while (SearchFactory.Create(hptuning, 3).Next(History.Of(runs), 4) is { State: SearchState.Suggested } answer)
        {
            runs.AddRange(answer.Suggestions.ToList().Select(item => Observe(hptuning, item, item.Id, item.Id)));
        }

        Assert.Equal((int)SearchSpace.Of(hptuning.Matrix).DrawableCount!.Value, runs.Count);
        Assert.Equal(runs.Count, runs.Select(Text).Distinct().Count());
    }

    [Fact]
    public void The_initial_draw_follows_the_probabilities()
    {
        var hptuning = Hptuning("{a: {pvalues: [[x, 0.9], [y, 0.1]]}, b: {uniform: 0:1}}", 1024, 1, "minimize");
        var initial = Next(hptuning, [], 1024);

        Assert.InRange(initial.Count(item => Text(item.Values).StartsWith('y')), 102 - 2, 103 + 2);
    }
}
