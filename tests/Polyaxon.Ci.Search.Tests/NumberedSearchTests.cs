using System.Collections.Immutable;
using CsCheck;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Tests;

public sealed class NumberedSearchTests
{
    private const string Repeated = "{a: {values: [1, 1.0, 2, x]}, b: {values: [u, v, u]}}";

    public static TheoryData<string, string> Numbered { get; } =
        new()
        {
            { "grid_search: {}", Repeated },
            { "grid_search: {n_experiments: 7}", Repeated },
            { "random_search: {n_experiments: 6}", Repeated },
            { "random_search: {n_experiments: 40}", Searches.Wide },
        };

    /// <summary>Each run of a point takes one of its places, the first that is left, whoever suggested it and in whatever order.</summary>
    [Theory]
    [MemberData(nameof(Numbered))]
    public void What_remains_is_all_points_without_those_of_the_history(string search, string matrix)
    {
        var hptuning = SearchSamples.Read(search, matrix);
        var numbered = (NumberedSearch)SearchFactory.Create(hptuning, 7);
        var points = numbered.From(0).ToList();
        Gen.Select(Gen.Int[0, points.Count - 1].Array[0, 2 * points.Count], Gen.Int[0, points.Count])
            .Sample(
                (others, first) =>
                {
                    var runs = points.Take(first).Concat(others.Select(at => points[at])).ToList();
                    var history = History.Of(
                        runs.Select((point, i) => Observed(hptuning, new Suggestion(i + 1, point)))
                    );
                    var expected = Without(points, runs);

                    var answer = numbered.Next(history, long.MaxValue);

                    Assert.Equal(expected.Count > 0, answer.State == SearchState.Suggested);
                    Assert.Equal(expected, Points(answer), SearchSpace.PointEquality);
                    Assert.Equal(Points(answer), Points(answer), SearchSpace.PointEquality);
                },
                iter: 200
            );
    }

    private static List<ImmutableArray<Value>> Points(SearchAnswer answer) =>
        [.. answer.Suggestions.Select(suggestion => suggestion.Values)];

    private static List<ImmutableArray<Value>> Without(
        IEnumerable<ImmutableArray<Value>> points,
        IEnumerable<ImmutableArray<Value>> runs
    )
    {
        var left = points.ToList();
        foreach (var run in runs)
        {
            var at = left.FindIndex(point => SearchSpace.PointEquality.Equals(point, run));
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
        }

        return left;
    }

    private static Observation Observed(Specification.Schema.HptuningSection hptuning, Suggestion suggestion) =>
        SearchSamples.Observe(hptuning, suggestion, ExperimentStatus.Succeeded, 1);
}
