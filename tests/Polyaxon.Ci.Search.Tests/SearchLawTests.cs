using CsCheck;
using Polyaxon.Ci.Search.Space;

namespace Polyaxon.Ci.Search.Tests;

/// <summary>What every search promises.</summary>
public sealed class SearchLawTests
{
    public static TheoryData<string, string> All => Searches.All;

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_history_in_any_order_gives_the_same_suggestions(string search, string matrix) =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 9], Gen.ULong)
            .Sample(
                (steps, capacity, key) =>
                {
                    var hptuning = SearchSamples.Read(search, matrix);
                    var observations = Searches.Play(SearchFactory.Create(hptuning, 7), hptuning, key, steps, capacity);
                    var shuffled = observations
                        .OrderBy(observation =>
                            new CounterRandom((long)(key >> 1), "shuffle").Bits((ulong)observation.Id)
                        )
                        .ToList();

                    Assert.Equal(
                        SearchSamples.Text(SearchFactory.Create(hptuning, 7).Next(History.Of(observations), 5)),
                        SearchSamples.Text(SearchFactory.Create(hptuning, 7).Next(History.Of(shuffled), 5))
                    );
                },
                iter: search.StartsWith("bo", StringComparison.Ordinal) ? 4 : 100
            );

    [Theory]
    [MemberData(nameof(All))]
    public void Suggestions_are_inside_the_space_and_distinct_and_any_failures_terminate(
        string search,
        string matrix
    ) =>
        Gen.Select(Gen.Int[1, 40], Gen.ULong)
            .Sample(
                (capacity, key) =>
                {
                    var hptuning = SearchSamples.Read(search, matrix);
                    var space = SearchSpace.Of(hptuning.Matrix);
                    var observations = Searches.Play(
                        SearchFactory.Create(hptuning, 7),
                        hptuning,
                        key,
                        int.MaxValue,
                        capacity
                    );

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
    [InlineData("grid_search: {n_experiments: 20}", Searches.Matrix, 20)]
    [InlineData("grid_search: {}", Searches.Matrix, 36)]
    [InlineData("random_search: {n_experiments: 1000}", Searches.Matrix, 36)]
    [InlineData("random_search: {n_experiments: 50}", Searches.Wide, 50)]
    [InlineData(
        "hyperband: {max_iter: 81, eta: 3, resource: {name: r, type: int}, metric: {name: loss}}",
        Searches.Wide,
        206
    )]
    [InlineData(
        "hyperband: {max_iter: 16, eta: 2, resource: {name: r, type: int}, metric: {name: loss}}",
        Searches.Wide,
        72
    )]
    public void The_total_is_as_promised_when_all_succeed(string search, string matrix, int total)
    {
        var hptuning = SearchSamples.Read(search, matrix);

        Assert.Equal(total, Searches.Play(SearchFactory.Create(hptuning, 3), hptuning, 0, int.MaxValue, 7).Count);
    }
}
