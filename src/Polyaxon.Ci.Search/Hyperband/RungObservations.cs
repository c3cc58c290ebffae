using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>A history by rung, looked through once. Observations of rungs that the schedule does not have are left out.</summary>
internal sealed class RungObservations
{
    private readonly Dictionary<(int Bracket, int Rung), ImmutableArray<Observation>> _rungs;
    private readonly int _largest;

    /// <summary>What a history holds.</summary>
    public RungObservations(HyperbandSection section, History history)
    {
        _largest = HyperbandSchedule.LargestBracket(section);
        _rungs = history
            .Observations.Where(observation =>
                observation is { Bracket: >= 0, Rung: >= 0 }
                && observation.Bracket <= _largest
                && observation.Rung <= observation.Bracket
            )
            .GroupBy(observation => (observation.Bracket!.Value, observation.Rung!.Value))
            .ToDictionary(rung => rung.Key, rung => rung.ToImmutableArray());
    }

    /// <summary>The experiments of a rung, by ascending id.</summary>
    public ImmutableArray<Observation> In(HyperbandRung rung) =>
        _rungs.TryGetValue((rung.Bracket, rung.Rung), out var observations) ? observations : [];

    /// <summary>All experiments that ran in one batch, which are those of one resource level.</summary>
    public IEnumerable<Observation> InBatch(int batch) =>
        _rungs
            .Where(rung => _largest - rung.Key.Bracket + rung.Key.Rung + 1 == batch)
            .OrderByDescending(rung => rung.Key.Bracket)
            .SelectMany(rung => rung.Value);

    /// <summary>
    /// The experiments of the highest resource level that has enough results; empty when none has.
    /// </summary>
    /// <param name="goal">What counts as a result.</param>
    /// <param name="enough">How many results are enough.</param>
    /// <param name="last">The last batch that is looked at, which is also the highest level.</param>
    public List<Observation> HighestLevel(MetricGoal goal, int enough, int last)
    {
        for (var batch = Math.Min(last, _largest + 1); batch >= 1; batch--)
        {
            var level = InBatch(batch).ToList();
            if (level.Count(observation => observation.ValueOf(goal.Name) is not null) >= enough)
            {
                return level;
            }
        }

        return [];
    }
}
