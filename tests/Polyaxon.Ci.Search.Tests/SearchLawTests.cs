using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Tests;

/// <summary>What every search promises.</summary>
public sealed class SearchLawTests
{
    private const string Matrix = "{a: {values: [1, 2, x]}, b: {range: 0:1:0.25}, c: {geomspace: 1:100:3}}";

    private const string Wide =
        "{a: {uniform: 0:1}, b: {loguniform: -5:0}, c: {quniform: 0:1:0.1}, d: {pvalues: [[x, 0.9], [y, 0.1]]}, e: {normal: 0:1}, f: {qlognormal: 0:1:0.5}}";

    public static TheoryData<string, string> Searches { get; } =
        new()
        {
            { "grid_search: {n_experiments: 20}", Matrix },
            { "grid_search: {}", Matrix },
            { "random_search: {n_experiments: 30}", Matrix },
            { "random_search: {n_experiments: 1000}", Matrix },
            { "random_search: {n_experiments: 50}", Wide },
            {
                "hyperband: {max_iter: 27, eta: 3, resource: {name: r, type: int}, metric: {name: loss, optimization: minimize}}",
                Wide
            },
            { "bo: {n_initial_trials: 4, n_iterations: 8, metric: {name: loss, optimization: minimize}}", Wide },
            {
                "bo: {n_initial_trials: 4, n_iterations: 60, metric: {name: loss}}",
                "{a: {values: [x, y, z]}, b: {range: 0:4:1}}"
            },
            { "hyperband: {max_iter: 9, eta: 3, resource: {name: r}, metric: {name: loss}}", Matrix },
        };

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_same_history_in_any_order_gives_the_same_suggestions(string search, string matrix) =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 9], Gen.ULong)
            .Sample(
                (steps, capacity, key) =>
                {
                    var hptuning = Read(search, matrix);
                    var observations = Play(SearchFactory.Create(hptuning, 7), hptuning, key, steps, capacity);
                    var shuffled = observations
                        .OrderBy(observation =>
                            new CounterRandom((long)(key >> 1), "shuffle").Bits((ulong)observation.Id)
                        )
                        .ToList();

                    Assert.Equal(
                        Text(SearchFactory.Create(hptuning, 7).Next(History.Of(observations), 5)),
                        Text(SearchFactory.Create(hptuning, 7).Next(History.Of(shuffled), 5))
                    );
                },
                iter: search.StartsWith("bo", StringComparison.Ordinal) ? 4 : 100
            );

    [Theory]
    [MemberData(nameof(Searches))]
    public void Suggestions_are_inside_the_space_and_distinct_and_any_failures_terminate(
        string search,
        string matrix
    ) =>
        Gen.Select(Gen.Int[1, 40], Gen.ULong)
            .Sample(
                (capacity, key) =>
                {
                    var hptuning = Read(search, matrix);
                    var space = SearchSpace.Of(hptuning.Matrix);
                    var observations = Play(SearchFactory.Create(hptuning, 7), hptuning, key, int.MaxValue, capacity);

                    Assert.Equal(
                        Enumerable.Range(1, observations.Count).Select(i => (long)i),
                        observations.Select(observation => observation.Id)
                    );
                    Assert.All(
                        observations,
                        observation =>
                            Assert.All(
                                space.Dimensions,
                                dimension =>
                                    Assert.True(
                                        dimension.Contains(observation.Parameters[dimension.Name]),
                                        $"{dimension.Name} {observation.Parameters[dimension.Name]}"
                                    )
                            )
                    );
                    var fresh = observations
                        .Where(observation => observation.Parent is null)
                        .GroupBy(observation => observation.Bracket);
                    Assert.All(
                        fresh,
                        bracket =>
                            Assert.Distinct(
                                bracket.Select(observation => space.PointOf(observation)!.Value),
                                SearchSpace.PointEquality
                            )
                    );
                },
                iter: search.StartsWith("bo", StringComparison.Ordinal) ? 4 : 50
            );

    [Theory]
    [InlineData("grid_search: {n_experiments: 20}", Matrix, 20)]
    [InlineData("grid_search: {}", Matrix, 36)]
    [InlineData("random_search: {n_experiments: 1000}", Matrix, 36)]
    [InlineData("random_search: {n_experiments: 50}", Wide, 50)]
    [InlineData("hyperband: {max_iter: 81, eta: 3, resource: {name: r, type: int}, metric: {name: loss}}", Wide, 206)]
    [InlineData("hyperband: {max_iter: 16, eta: 2, resource: {name: r, type: int}, metric: {name: loss}}", Wide, 72)]
    public void The_total_is_as_promised_when_all_succeed(string search, string matrix, int total)
    {
        var hptuning = Read(search, matrix);

        Assert.Equal(total, Play(SearchFactory.Create(hptuning, 3), hptuning, 0, int.MaxValue, 7).Count);
    }

    [Fact]
    public void A_grid_of_a_trillion_points_is_addressed_at_once()
    {
        var values = string.Join(", ", Enumerable.Range(0, 10));
        var matrix =
            "{" + string.Join(", ", Enumerable.Range(0, 12).Select(i => $"p{i}: {{values: [{values}]}}")) + "}";
        var search = (NumberedSearch)SearchFactory.Create(Read("grid_search: {}", matrix), 0);

        Assert.Equal(BigInteger.Pow(10, 12), search.Total);
        Assert.Equal("1 0 0 0 0 0 0 0 0 0 0 0", string.Join(' ', search.From(100_000_000_000).First()));
    }

    [Fact]
    public void A_new_dimension_does_not_change_the_others()
    {
        var one = (NumberedSearch)
            SearchFactory.Create(Read("random_search: {n_experiments: 9}", "{a: {uniform: 0:1}}"), 5);
        var two = (NumberedSearch)
            SearchFactory.Create(
                Read("random_search: {n_experiments: 9}", "{z: {uniform: 0:1}, a: {uniform: 0:1}}"),
                5
            );

        Assert.Equal(one.From(0).Select(point => point[0]), two.From(0).Select(point => point[1]));
    }

    [Fact]
    public void The_generator_is_SplitMix64()
    {
        // Keyed by a hash, so the check is of the mixing: consecutive draws differ by one step of the published constants.
        var stream = new CounterRandom(1, "x");
        var bits = Enumerable.Range(0, 1000).Select(i => stream.Bits((ulong)i)).ToList();

        Assert.Distinct(bits);
        Assert.InRange(Enumerable.Range(0, 1000).Average(i => stream.Unit((ulong)i)), 0.45, 0.55);
    }

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
        var hptuning = Read(
            "hyperband: {max_iter: 9, eta: 3, resource: {name: r, type: int}, metric: {name: loss, optimization: minimize}}",
            Wide
        );
        var search = SearchFactory.Create(hptuning, 1);
        var first = search.Next(History.Empty, 9).Suggestions.ToList();
        double[] losses = [5, 2, double.NaN, 2, 1, 2, 9, 9, 9];
        var history = History.Of(
            first.Select((suggestion, i) => Observe(suggestion, hptuning, ExperimentStatus.Succeeded, losses[i]))
        );

        var promoted = search
            .Next(history, 100)
            .Suggestions.Where(suggestion => suggestion.Rung == 1)
            .Select(suggestion => suggestion.Parent);

        Assert.Equal([5L, 2L, 4L], promoted);
    }

    [Fact]
    public void Every_dimension_maps_to_and_from_the_unit_interval()
    {
        var spaces = new[]
        {
            Matrix,
            Wide,
            "{a: {qloguniform: 0:3:1}, b: {linspace: 0:1:7}, c: {logspace: 0:4:5:0.5}, d: {qnormal: 0:1:0.25}, e: {lognormal: 0:1}}",
        };
        Gen.Select(Gen.OneOf(spaces.Select(Gen.Const).ToArray()), Gen.Double[0, 0.999999])
            .Sample(
                (matrix, u) =>
                {
                    foreach (
                        var dimension in SearchSpace
                            .Of(Read("random_search: {n_experiments: 1}", matrix).Matrix)
                            .Dimensions
                    )
                    {
                        var value = dimension.FromUnit(u);
                        Assert.True(dimension.Contains(value), $"{dimension.Name} {value}");
                        if (dimension.Kind != DimensionKind.Continuous)
                        {
                            Assert.Equal(value, dimension.FromUnit(dimension.ToUnit(value)), ValueEquality.Numeric);
                            Assert.Equal(
                                value,
                                dimension.FromCoordinate(dimension.CoordinateOf(value)),
                                ValueEquality.Numeric
                            );
                        }
                        else
                        {
                            Assert.Equal(u, dimension.ToUnit(value), 1e-6);
                        }
                    }
                },
                iter: 500
            );
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

    private static string Text(SearchAnswer answer) =>
        $"{answer.State} {answer.Reason} {string.Join(';', answer.Suggestions.Select(suggestion => $"{suggestion.Id} {suggestion.Bracket} {suggestion.Rung} {suggestion.Parent} {string.Join(',', suggestion.Values)}"))}";

    /// <summary>Runs a search to its end, or for some steps; a key other than 0 makes about half of the experiments fail.</summary>
    private static List<Observation> Play(ISearch search, HptuningSection hptuning, ulong key, int steps, int capacity)
    {
        var fate = new CounterRandom((long)(key >> 1), "fate");
        var observations = new List<Observation>();
        while (observations.Count < steps)
        {
            var answer = search.Next(History.Of(observations), capacity);
            if (answer.State != SearchState.Suggested)
            {
                Assert.Equal(SearchState.Finished, answer.State);
                return observations;
            }

            observations.AddRange(
                answer
                    .Suggestions.ToList()
                    .Select(suggestion =>
                        Observe(
                            suggestion,
                            hptuning,
                            key != 0 && fate.Bits((ulong)suggestion.Id) % 2 == 0
                                ? ExperimentStatus.Failed
                                : ExperimentStatus.Succeeded,
                            fate.Unit((ulong)suggestion.Id)
                        )
                    )
            );
        }

        return observations;
    }

    private static Observation Observe(
        Suggestion suggestion,
        HptuningSection hptuning,
        ExperimentStatus status,
        double loss
    ) =>
        new()
        {
            Id = suggestion.Id,
            Parameters = hptuning
                .Matrix.Select((parameter, i) => (parameter.Name, suggestion.Values[i]))
                .ToImmutableDictionary(pair => pair.Name, pair => pair.Item2),
            Status = status,
            Metrics = ImmutableDictionary<string, double>.Empty.Add("loss", loss),
            Bracket = suggestion.Bracket,
            Rung = suggestion.Rung,
            Resource = suggestion.Resource,
            Parent = suggestion.Parent,
        };

    private static HptuningSection Read(string search, string matrix)
    {
        var text = $"version: 1\nkind: group\nhptuning:\n  {search}\n  matrix: {matrix}\nrun: {{cmd: t}}\n";
        var result = PolyaxonfileReader.Read([new SourceText("f", text)], []);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.File!.Hptuning;
    }
}
