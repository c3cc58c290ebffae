using System.Collections.Immutable;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>
/// Hyperband batch by batch: fresh configurations start a bracket, the best of a rung go on with η times the resource. Ranking stays
/// inside the rung; ties go to the earlier experiment; what failed or reported no number is never promoted.
/// </summary>
public sealed class HyperbandSearch(SearchSpace space, HyperbandSection section, long seed) : ISearch
{
    private readonly ImmutableArray<HyperbandRung> _rungs = HyperbandSchedule.Of(section, space.DistinctCount);
    private readonly FreshConfigurations _fresh = new(space, section, seed);

    /// <inheritdoc/>
    public SearchAnswer Next(History history, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var known = new RungObservations(section, history);
        foreach (var batch in _rungs.GroupBy(rung => rung.Batch))
        {
            var missing = batch
                .SelectMany(rung => Missing(rung, known))
                .Take((int)Math.Min(capacity, int.MaxValue))
                .Select((suggestion, i) => suggestion with { Id = history.HighestId + 1 + i })
                .ToList();
            if (missing.Count > 0)
            {
                return SearchAnswer.Suggest(missing);
            }

            if (batch.Any(rung => known.In(rung).Any(observation => observation.IsPending)))
            {
                return SearchAnswer.Wait($"waits for the results of batch {batch.Key}");
            }
        }

        return SearchAnswer.Finish("all brackets are done");
    }

    private IEnumerable<Suggestion> Missing(HyperbandRung rung, RungObservations known) =>
        rung.Rung == 0 ? Fresh(rung, known) : Promoted(rung, known);

    private IEnumerable<Suggestion> Fresh(HyperbandRung rung, RungObservations known)
    {
        var present = known.In(rung);
        var open = rung.Experiments - present.Length;
        if (open <= 0)
        {
            return [];
        }

        var seen = Points(present).ToHashSet(SearchSpace.PointEquality);
        return _fresh
            .Of(rung, known)
            .Where(point => !seen.Contains(point))
            .Take((int)Math.Min(open, int.MaxValue))
            .Select(point => InRung(rung, point, null));
    }

    private IEnumerable<Suggestion> Promoted(HyperbandRung rung, RungObservations known)
    {
        // Told apart by parent, and by values where a history names no parents: the points of a bracket are distinct.
        var present = known.In(rung);
        var parents = present.Select(observation => observation.Parent).ToHashSet();
        var points = Points(present.Where(observation => observation.Parent is null))
            .ToHashSet(SearchSpace.PointEquality);
        return Best(rung, known)
            .Where(parent => !parents.Contains(parent.Id))
            .Select(parent => (parent.Id, Point: space.PointOf(parent)))
            .Where(parent => parent.Point is { } point && !points.Contains(point))
            .Select(parent => InRung(rung, parent.Point!.Value, parent.Id));
    }

    /// <summary>The experiments of the rung below that go on to <paramref name="rung"/>, the best first.</summary>
    private IEnumerable<Observation> Best(HyperbandRung rung, RungObservations known)
    {
        var before = _rungs.First(other => other.Bracket == rung.Bracket && other.Rung == rung.Rung - 1);
        var ran = known.In(before);
        var kept =
            ran.Length == before.Experiments ? rung.Experiments : HyperbandSchedule.Kept(ran.Length, section.Eta);
        var ranked = ran.Where(observation => observation.ValueOf(section.Metric.Name) is not null).ToList();
        ranked.Sort(Compare);
        return ranked.Take((int)Math.Min(Math.Min(kept, rung.Experiments), int.MaxValue));
    }

    private static Suggestion InRung(HyperbandRung rung, ImmutableArray<Value> point, long? parent) =>
        new(0, point)
        {
            Bracket = rung.Bracket,
            Rung = rung.Rung,
            Resource = rung.Resource,
            Parent = parent,
        };

    private IEnumerable<ImmutableArray<Value>> Points(IEnumerable<Observation> observations) =>
        observations.Select(space.PointOf).OfType<ImmutableArray<Value>>();

    private int Compare(Observation a, Observation b)
    {
        var order = a.ValueOf(section.Metric.Name)!.Value.CompareTo(b.ValueOf(section.Metric.Name)!.Value);
        order = section.Metric.Optimization == Optimization.Maximize ? -order : order;
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    }
}
