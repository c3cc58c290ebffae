using System.Collections.Immutable;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>Plays Bayesian searches against objectives that are computed on the spot.</summary>
internal static class BayesianPlay
{
    public static double Square(Value a, Value b) =>
        (a.AsDouble()!.Value - b.AsDouble()!.Value) * (a.AsDouble()!.Value - b.AsDouble()!.Value);

    public static double? Bowl(ImmutableDictionary<string, Value> parameters) =>
        Square(parameters["x"], Value.Of(0.3)) + (2 * Square(parameters["y"], Value.Of(0.7)));

    public static double? Rugged(ImmutableDictionary<string, Value> parameters) =>
        Square(parameters["a"], Value.Of(0.3))
        + Square(parameters["c"], Value.Of(11))
        + (parameters["d"].ToString() == "y" ? 0 : 1);

    public static string Text(Observation run) =>
        string.Join(' ', run.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));

    public static string Text(ImmutableArray<Value> values) => string.Join(' ', values);

    public static double Best(List<Observation> runs) => runs.Min(run => run.ValueOf("loss") ?? double.MaxValue);

    public static List<Observation> Play(
        string matrix,
        int initial,
        int more,
        int capacity,
        Func<ImmutableDictionary<string, Value>, double?> objective,
        string goal = "minimize"
    ) => Play(Hptuning(matrix, initial, more, goal), initial + more, capacity, objective);

    public static List<Observation> Play(
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

    public static List<Observation> Drawn(HptuningSection hptuning, int count)
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

    public static List<Suggestion> Next(HptuningSection hptuning, List<Observation> runs, int capacity)
    {
        var answer = SearchFactory.Create(hptuning, 3).Next(History.Of(runs), capacity);
        Assert.Equal(SearchState.Suggested, answer.State);
        return [.. answer.Suggestions];
    }

    public static Observation Observe(
        HptuningSection hptuning,
        Suggestion suggestion,
        long id,
        double? loss,
        ExperimentStatus status = ExperimentStatus.Succeeded
    ) => SearchSamples.Observe(hptuning, suggestion with { Id = id }, status, loss);

    public static HptuningSection Hptuning(string matrix, int initial, int more, string goal, string? utility = null)
    {
        var classic = utility is null ? "" : $", utility_function: {utility}";
        return SearchSamples.Read(
            $"bo: {{n_initial_trials: {initial}, n_iterations: {more}, metric: {{name: loss, optimization: {goal}}}{classic}}}",
            matrix
        );
    }
}
