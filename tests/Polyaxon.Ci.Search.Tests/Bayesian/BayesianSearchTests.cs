using System.Collections.Immutable;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

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
        var points = Random(deep, 1000);
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
    public void A_category_from_elsewhere_is_none_of_the_spaces_own()
    {
        var space = new ModelSpace(SearchSpace.Of(Hptuning("{a: {values: [x, y, z]}}", 1, 1, "minimize").Matrix));

        var foreign = space.CoordinatesOf([Value.Of("w")])![0];

        Assert.DoesNotContain(
            foreign,
            new[] { "x", "y", "z" }.Select(name => space.CoordinatesOf([Value.Of(name)])![0])
        );
        Assert.NotEqual(foreign, space.CoordinatesOf([Value.Of("v")])![0]);
    }

    [Fact]
    public void A_number_outside_the_bounds_stays_outside_and_a_word_for_a_number_is_no_evidence()
    {
        var space = new ModelSpace(SearchSpace.Of(Hptuning("{a: {uniform: 0:2}}", 1, 1, "minimize").Matrix));

        Assert.Equal(1.5, space.CoordinatesOf([Value.Of(3.0)])![0], 1e-12);
        Assert.Null(space.CoordinatesOf([Value.Of("three")]));
    }

    [Fact]
    public void The_initial_draw_follows_the_probabilities()
    {
        var hptuning = Hptuning("{a: {pvalues: [[x, 0.9], [y, 0.1]]}, b: {uniform: 0:1}}", 1024, 1, "minimize");
        var initial = Next(hptuning, [], 1024);

        Assert.InRange(initial.Count(item => Text(item.Values).StartsWith('y')), 102 - 2, 103 + 2);
    }

    [Theory]
    [InlineData("{acquisition_function: ucb, kappa: 1.2}")]
    [InlineData("{acquisition_function: ei, eps: 0.01}")]
    [InlineData("{acquisition_function: poi, eps: 0.01}")]
    [InlineData("{acquisition_function: ucb, kappa: 2.576, gaussian_process: {kernel: rbf, length_scale: 0.5}}")]
    [InlineData(
        "{acquisition_function: ei, n_warmup: 50, n_iter: 2, gaussian_process: {kernel: matern, nu: 1.9, n_restarts_optimizer: 2}}"
    )]
    public void The_classic_settings_find_the_optimum_too(string utility)
    {
        var hptuning = Hptuning("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 24, "minimize", utility);

        Assert.InRange(Best(Play(hptuning, 32, 4, Bowl)), 0, 5e-3);
    }

    [Fact]
    public void A_larger_kappa_explores_farther()
    {
        double Nearest(string kappa)
        {
            var utility = $"{{acquisition_function: ucb, kappa: {kappa}}}";
            var hptuning = Hptuning("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 24, "minimize", utility);
            var runs = Play(hptuning, 8, 8, Bowl);
            var pick = Next(hptuning, runs, 1)[0].Values;
            return runs.Min(run => Square(run.Parameters["x"], pick[0]) + Square(run.Parameters["y"], pick[1]));
        }

        Assert.True(Nearest("20") > Nearest("0.01"));
    }

    private static double Square(Value a, Value b) =>
        (a.AsDouble()!.Value - b.AsDouble()!.Value) * (a.AsDouble()!.Value - b.AsDouble()!.Value);

    private static double? Bowl(ImmutableDictionary<string, Value> parameters) =>
        Square(parameters["x"], Value.Of(0.3)) + (2 * Square(parameters["y"], Value.Of(0.7)));

    private static double? Rugged(ImmutableDictionary<string, Value> parameters) =>
        Square(parameters["a"], Value.Of(0.3))
        + Square(parameters["c"], Value.Of(11))
        + (parameters["d"].ToString() == "y" ? 0 : 1);

    private static string Text(Observation run) =>
        string.Join(' ', run.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));

    private static string Text(ImmutableArray<Value> values) => string.Join(' ', values);

    private static double Best(List<Observation> runs) => runs.Min(run => run.ValueOf("loss") ?? double.MaxValue);

    private static List<Observation> Play(
        string matrix,
        int initial,
        int more,
        int capacity,
        Func<ImmutableDictionary<string, Value>, double?> objective,
        string goal = "minimize"
    ) => Play(Hptuning(matrix, initial, more, goal), initial + more, capacity, objective);

    private static List<Observation> Play(
        HptuningSection hptuning,
        int total,
        int capacity,
        Func<ImmutableDictionary<string, Value>, double?> objective
    )
    {
        var runs = new List<Observation>();
        while (runs.Count < total)
        {
            foreach (var suggestion in Next(hptuning, runs, Math.Min(capacity, total - runs.Count)))
            {
                var run = Observe(hptuning, suggestion, suggestion.Id, 0);
                var value = objective(run.Parameters);
                runs.Add(
                    Observe(
                        hptuning,
                        suggestion,
                        suggestion.Id,
                        value,
                        value is null ? ExperimentStatus.Failed : ExperimentStatus.Succeeded
                    )
                );
            }
        }

        return runs;
    }

    private static List<Observation> Random(HptuningSection hptuning, int count)
    {
        var space = SearchSpace.Of(hptuning.Matrix);
        var draws = new DrawSource(1, "random");
        return
        [
            .. Enumerable
                .Range(1, count)
                .Select(id =>
                {
                    var point = space
                        .Dimensions.Select(dimension => dimension.FromUnit(draws.Next()))
                        .ToImmutableArray();
                    return Observe(hptuning, new Suggestion(id, point), id, draws.Next());
                }),
        ];
    }

    private static List<Suggestion> Next(HptuningSection hptuning, List<Observation> runs, int capacity)
    {
        var answer = SearchFactory.Create(hptuning, 3).Next(History.Of(runs), capacity);
        Assert.Equal(SearchState.Suggested, answer.State);
        return [.. answer.Suggestions];
    }

    private static Observation Observe(
        HptuningSection hptuning,
        Suggestion suggestion,
        long id,
        double? loss,
        ExperimentStatus status = ExperimentStatus.Succeeded
    ) =>
        new()
        {
            Id = id,
            Parameters = hptuning
                .Matrix.Select((parameter, i) => (parameter.Name, suggestion.Values[i]))
                .ToImmutableDictionary(pair => pair.Name, pair => pair.Item2),
            Status = status,
            Metrics = loss is { } value
                ? ImmutableDictionary<string, double>.Empty.Add("loss", value)
                : ImmutableDictionary<string, double>.Empty,
        };

    private static HptuningSection Hptuning(string matrix, int initial, int more, string goal, string? utility = null)
    {
        var classic = utility is null ? "" : $", utility_function: {utility}";
        var search =
            $"bo: {{n_initial_trials: {initial}, n_iterations: {more}, metric: {{name: loss, optimization: {goal}}}{classic}}}";
        var text = $"version: 1\nkind: group\nhptuning:\n  {search}\n  matrix: {matrix}\nrun: {{cmd: t}}\n";
        var result = PolyaxonfileReader.Read([new SourceText("f", text)], []);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.File!.Hptuning!;
    }
}
