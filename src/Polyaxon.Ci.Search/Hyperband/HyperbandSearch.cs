using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Random;
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
    private readonly ImmutableArray<HyperbandRung> _rungs = HyperbandSchedule.Of(section);

    /// <inheritdoc/>
    public SearchAnswer Next(History history, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        foreach (var batch in _rungs.GroupBy(rung => rung.Batch))
        {
            var missing = batch.SelectMany(rung => Missing(rung, history)).ToList();
            if (missing.Count > 0)
            {
                var first = history.HighestId + 1;
                var taken = missing.Take((int)Math.Min(capacity, int.MaxValue));
                return SearchAnswer.Suggest(
                    taken.Select((suggestion, i) => suggestion with { Id = first + i }).ToList()
                );
            }

            if (batch.Any(rung => InRung(history, rung).Any(observation => observation.IsPending)))
            {
                return SearchAnswer.Wait($"waits for the results of batch {batch.Key}");
            }
        }

        return SearchAnswer.Finish("all brackets are done");
    }

    private static IEnumerable<Observation> InRung(History history, HyperbandRung rung) =>
        history.Observations.Where(observation => observation.Bracket == rung.Bracket && observation.Rung == rung.Rung);

    private List<Suggestion> Missing(HyperbandRung rung, History history)
    {
        var present = InRung(history, rung).ToList();
        return rung.Rung == 0 ? Fresh(rung, present) : Promoted(rung, present, history);
    }

    private List<Suggestion> Fresh(HyperbandRung rung, List<Observation> present)
    {
        if (present.Count >= rung.Experiments)
        {
            return [];
        }

        var purpose = string.Create(CultureInfo.InvariantCulture, $"bracket {rung.Bracket}");
        var seen = present.Select(space.PointOf).OfType<ImmutableArray<Value>>().ToHashSet(SearchSpace.PointEquality);
        return
        [
            .. new RandomSearch(space, rung.Experiments, seed, purpose)
                .From(0)
                .Where(point => !seen.Contains(point))
                .Take((int)(rung.Experiments - present.Count))
                .Select(point => new Suggestion(0, point)
                {
                    Bracket = rung.Bracket,
                    Rung = 0,
                    Resource = rung.Resource,
                }),
        ];
    }

    private List<Suggestion> Promoted(HyperbandRung rung, List<Observation> present, History history)
    {
        var before = history
            .Observations.Where(observation => observation.Bracket == rung.Bracket && observation.Rung == rung.Rung - 1)
            .ToList();
        var ranked = before.Where(observation => observation.ValueOf(section.Metric.Name) is not null).ToList();
        ranked.Sort(Compare);
        var kept = Math.Min(Math.Max(HyperbandSchedule.Kept(before.Count, section.Eta), 1), ranked.Count);
        var parents = present.Select(observation => observation.Parent).ToHashSet();
        var promoted = new List<Suggestion>();
        foreach (var parent in ranked.Take((int)kept).Where(observation => !parents.Contains(observation.Id)))
        {
            if (space.PointOf(parent) is { } point)
            {
                promoted.Add(
                    new Suggestion(0, point)
                    {
                        Bracket = rung.Bracket,
                        Rung = rung.Rung,
                        Resource = rung.Resource,
                        Parent = parent.Id,
                    }
                );
            }
        }

        return promoted;
    }

    private int Compare(Observation a, Observation b)
    {
        var order = a.ValueOf(section.Metric.Name)!.Value.CompareTo(b.ValueOf(section.Metric.Name)!.Value);
        order = section.Metric.Optimization == Optimization.Maximize ? -order : order;
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    }
}
