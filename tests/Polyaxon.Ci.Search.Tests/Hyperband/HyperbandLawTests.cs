using CsCheck;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using static Polyaxon.Ci.Search.Tests.SearchSamples;

namespace Polyaxon.Ci.Search.Tests.Hyperband;

/// <summary>What must hold for Hyperband with either sampler, over every option of a matrix and whatever fails.</summary>
public sealed class HyperbandLawTests
{
    private const string Every =
        "{a: {values: [x, y, [1], null]}, b: {pvalues: [[1, 0.2], [2, 0.8]]}, c: {range: [0, 9, 2]}, d: {linspace: '0:1:5'}, "
        + "e: {geomspace: '1:16:5'}, f: {logspace: '0:4:5:2'}, g: {uniform: '0:1'}, h: {quniform: '0:1:0.25'}, i: {loguniform: '-3:0'}, "
        + "j: {qloguniform: '0:3:1'}, k: {normal: '0:1'}, l: {qnormal: '0:1:0.5'}, m: {lognormal: '0:1'}, n: {qlognormal: '0:1:0.5'}}";

    private const string Small = "{a: {values: [x, y, z]}, b: {range: [0, 4, 1]}}";

    private const string Wide = "{x: {uniform: 0:1}, y: {loguniform: -5:0}, z: {values: [p, q]}}";

    public static TheoryData<string, string, int> Searches { get; } =
        new()
        {
            { "random", Every, 60 },
            { "random", Small, 60 },
            { "random", Wide, 60 },
            { "bo", Every, 3 },
            { "bo", Small, 6 },
            { "bo", Wide, 6 },
        };

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_same_history_in_any_order_gives_the_same_suggestions(string sampler, string matrix, int times)
    {
        var hptuning = Section(sampler, matrix);
        Gen.Select(Gen.Int[0, 40], Gen.Long[1, long.MaxValue])
            .Sample(
                (steps, key) =>
                {
                    var observations = Play(hptuning, key, steps, 8);
                    var order = new CounterRandom(key, "shuffle");
                    var shuffled = observations.OrderBy(observation => order.Bits((ulong)observation.Id)).ToList();

                    Assert.Equal(
                        Text(SearchFactory.Create(hptuning, 7).Next(History.Of(observations), 100)),
                        Text(SearchFactory.Create(hptuning, 7).Next(History.Of(shuffled), 100))
                    );
                },
                iter: times
            );
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void Whatever_fails_it_ends_inside_the_space_with_no_more_than_promised(
        string sampler,
        string matrix,
        int times
    )
    {
        var hptuning = Section(sampler, matrix);
        var space = SearchSpace.Of(hptuning.Matrix);
        var schedule = HyperbandSchedule.Of((HyperbandSection)hptuning.Search, space.DistinctCount);
        Gen.Select(Gen.Int[1, 30], Gen.Long[1, long.MaxValue])
            .Sample(
                (capacity, key) =>
                {
                    var observations = Play(hptuning, key, int.MaxValue, capacity);

                    Assert.Equal(
                        Enumerable.Range(1, observations.Count).Select(id => (long)id),
                        observations.Select(observation => observation.Id)
                    );
                    Assert.All(observations, observation => AssertInside(space, observation));
                    foreach (var rung in observations.GroupBy(observation => (observation.Bracket, observation.Rung)))
                    {
                        var planned = schedule.Single(one => (one.Bracket, one.Rung) == rung.Key);
                        Assert.InRange(rung.Count(), 1, planned.Experiments);
                        Assert.True(rung.Key.Rung > 0 || rung.Count() == planned.Experiments);
                        Assert.Distinct(rung.Select(one => space.PointOf(one)!.Value), SearchSpace.PointEquality);
                        Assert.All(rung, one => Assert.Equal(planned.Resource, one.Resource));
                    }

                    AssertParents(observations, space);
                },
                iter: times
            );
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_total_is_as_promised_when_all_succeed(string sampler, string matrix, int times)
    {
        var hptuning = Section(sampler, matrix);
        var schedule = HyperbandSchedule.Of(
            (HyperbandSection)hptuning.Search,
            SearchSpace.Of(hptuning.Matrix).DistinctCount
        );

        Assert.True(times > 0);
        Assert.Equal(schedule.Sum(rung => rung.Experiments), Play(hptuning, 0, int.MaxValue, 100).Count);
    }

    private static HptuningSection Section(string sampler, string matrix) =>
        Read(
            $"hyperband: {{max_iter: 9, eta: 3, sampler: {sampler}, resource: {{name: resource, type: int}}, metric: {{name: loss, optimization: minimize}}}}",
            matrix
        );

    private static void AssertInside(SearchSpace space, Observation observation) =>
        Assert.All(
            space.Dimensions,
            dimension =>
                Assert.True(
                    dimension.Contains(observation.Parameters[dimension.Name]),
                    $"{dimension.Name} {observation.Parameters[dimension.Name]}"
                )
        );

    /// <summary>A promoted experiment has the values of its parent, which succeeded with a number one rung below.</summary>
    private static void AssertParents(List<Observation> observations, SearchSpace space)
    {
        foreach (var child in observations.Where(observation => observation.Rung > 0))
        {
            var parent = observations[(int)child.Parent!.Value - 1];
            Assert.Equal((child.Bracket, child.Rung - 1), (parent.Bracket, parent.Rung));
            Assert.NotNull(parent.ValueOf("loss"));
            Assert.Equal(space.PointOf(parent)!.Value, space.PointOf(child)!.Value, SearchSpace.PointEquality);
        }
    }

    /// <summary>Runs a search to its end, or for some steps; a key other than 0 decides what fails, is stopped or reports no number.</summary>
    private static List<Observation> Play(HptuningSection hptuning, long key, int steps, int capacity)
    {
        var search = SearchFactory.Create(hptuning, 7);
        var fate = new CounterRandom(key, "fate");
        var observations = new List<Observation>();
        while (observations.Count < steps)
        {
            var answer = search.Next(History.Of(observations), capacity);
            if (answer.State != SearchState.Suggested)
            {
                Assert.Equal(SearchState.Finished, answer.State);
                break;
            }

            observations.AddRange(
                answer.Suggestions.ToList().Select(suggestion => Ended(hptuning, suggestion, fate, key))
            );
        }

        return observations;
    }

    private static Observation Ended(HptuningSection hptuning, Suggestion suggestion, CounterRandom fate, long key)
    {
        // Some keys let nearly everything fail, others nearly nothing.
        var harm = key == 0 ? 0 : fate.Unit(0);
        var luck = fate.Unit((2 * (ulong)suggestion.Id) + 1);
        var loss = fate.Unit((2 * (ulong)suggestion.Id) + 2);
        return luck >= harm
            ? Observe(hptuning, suggestion, ExperimentStatus.Succeeded, Math.Round(loss, 1))
            : (fate.Bits((2 * (ulong)suggestion.Id) + 2) % 5) switch
            {
                0 => Observe(hptuning, suggestion, ExperimentStatus.Succeeded, double.NaN),
                1 => Observe(hptuning, suggestion, ExperimentStatus.ObjectiveMissing, null),
                2 => Observe(hptuning, suggestion, ExperimentStatus.Stopped, loss),
                3 => Observe(hptuning, suggestion, ExperimentStatus.Succeeded, double.PositiveInfinity),
                _ => Observe(hptuning, suggestion, ExperimentStatus.Failed, null),
            };
    }
}
