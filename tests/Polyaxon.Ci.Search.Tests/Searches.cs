using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Tests;

/// <summary>Searches to test, and how a test runs one.</summary>
internal static class Searches
{
    internal const string Matrix = "{a: {values: [1, 2, x]}, b: {range: 0:1:0.25}, c: {geomspace: 1:100:3}}";

    internal const string Wide =
        "{a: {uniform: 0:1}, b: {loguniform: -5:0}, c: {quniform: 0:1:0.1}, d: {pvalues: [[x, 0.9], [y, 0.1]]}, e: {normal: 0:1}, f: {qlognormal: 0:1:0.5}}";

    /// <summary>A search section and a matrix of every kind of search.</summary>
    internal static TheoryData<string, string> All { get; } =
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

    /// <summary>Runs a search to its end, or for some steps; a key other than 0 makes about half of the experiments fail.</summary>
    internal static List<Observation> Play(ISearch search, HptuningSection hptuning, ulong key, int steps, int capacity)
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
                        SearchSamples.Observe(
                            hptuning,
                            suggestion,
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
}
