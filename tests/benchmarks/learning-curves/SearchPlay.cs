using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.LearningCurves;

/// <summary>Plays searches over a task and counts what they spend.</summary>
public static class SearchPlay
{
    /// <summary>Within one percent of the best accuracy.</summary>
    public const double Target = 0.99 * LearningTask.BestAccuracy;

    /// <summary>No search is given more passes than this to find its target.</summary>
    public const int MostPasses = 40;

    /// <summary>Hyperband with a sampler over the tasks' resource: 206 runs, 1,902 units a pass.</summary>
    public static HptuningSection Hyperband(string sampler) =>
        LearningTask.Hptuning(
            $"hyperband: {{max_iter: {LearningTask.MaxResource}, eta: 3, sampler: {sampler}, resource: {{name: epochs, type: int}}, metric: {{name: accuracy}}}}"
        );

    /// <summary>
    /// One pass of Hyperband. Recommended is the configuration with the best report among those that got all of the resource: what a
    /// user would take.
    /// </summary>
    public static PassResult HyperbandPass(LearningTask task, HptuningSection hptuning, long seed)
    {
        var search = SearchFactory.Create(hptuning, seed);
        var observations = new List<Observation>();
        var units = 0.0;
        (double Report, ImmutableArray<Value> Point)? best = null;
        while (search.Next(History.Of(observations), long.MaxValue) is { State: SearchState.Suggested } answer)
        {
            foreach (var suggestion in answer.Suggestions)
            {
                var resource = suggestion.Resource!.AsDouble()!.Value;
                units += resource;
                var report = task.Reported(suggestion.Values, resource, seed);
                observations.Add(Observe(hptuning, suggestion, report));
                if (resource == LearningTask.MaxResource && !(report <= best?.Report) && !double.IsNaN(report))
                {
                    best = (report, suggestion.Values);
                }
            }
        }

        return new PassResult(units, best is { } found ? task.Final(found.Point) : double.NaN);
    }

    /// <summary>What Hyperband spends until a pass recommends a configuration within the target, and the first pass' accuracy.</summary>
    public static (double Units, double FirstAccuracy) HyperbandUnitsToTarget(
        LearningTask task,
        HptuningSection hptuning,
        long seed
    )
    {
        var units = 0.0;
        var first = double.NaN;
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var result = HyperbandPass(task, hptuning, (seed * 1000) + pass);
            units += result.Units;
            first = pass == 0 ? result.Accuracy : first;
            if (result.Accuracy >= Target)
            {
                break;
            }
        }

        return (units, first);
    }

    /// <summary>
    /// What random search spends, every configuration trained with all of the resource, until one is within the target (by its true
    /// accuracy, which flatters it), and the accuracy it recommends after as much as one pass of Hyperband costs.
    /// </summary>
    public static (double Units, double FirstAccuracy) RandomUnitsToTarget(LearningTask task, long seed)
    {
        const double Pass = 1902;
        var hptuning = LearningTask.Hptuning("random_search: {n_experiments: 10000}");
        var search = SearchFactory.Create(hptuning, seed);
        var (units, reached, first) = (0.0, 0.0, double.NaN);
        (double Report, double Final)? best = null;
        foreach (var suggestion in search.Next(History.Empty, long.MaxValue).Suggestions)
        {
            units += LearningTask.MaxResource;
            var final = task.Final(suggestion.Values);
            var report = task.Reported(suggestion.Values, LearningTask.MaxResource, seed);
            best = !double.IsNaN(report) && !(report <= best?.Report) ? (report, final) : best;
            first = units <= Pass ? best?.Final ?? double.NaN : first;
            reached = reached == 0 && final >= Target ? units : reached;
            if (reached > 0 && units > Pass)
            {
                break;
            }
        }

        return (reached > 0 ? reached : units, first);
    }

    private static Observation Observe(HptuningSection hptuning, Suggestion suggestion, double accuracy) =>
        new()
        {
            Id = suggestion.Id,
            Parameters = hptuning
                .Matrix.Select((parameter, i) => (parameter.Name, suggestion.Values[i]))
                .ToImmutableDictionary(pair => pair.Name, pair => pair.Item2),
            Status = ExperimentStatus.Succeeded,
            Metrics = ImmutableDictionary<string, double>.Empty.Add("accuracy", accuracy),
            Bracket = suggestion.Bracket,
            Rung = suggestion.Rung,
            Resource = suggestion.Resource,
            Parent = suggestion.Parent,
        };
}
