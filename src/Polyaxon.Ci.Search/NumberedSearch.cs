using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search;

/// <summary>A search whose points do not depend on results and can be counted off: grid and random.</summary>
public abstract class NumberedSearch : ISearch
{
    private protected NumberedSearch(SearchSpace space) => Space = space;

    /// <summary>The searched space.</summary>
    public SearchSpace Space { get; }

    /// <summary>How many experiments the search runs in all.</summary>
    public abstract BigInteger Total { get; }

    /// <summary>The points from a number on (from 0), lazily.</summary>
    public abstract IEnumerable<ImmutableArray<Value>> From(BigInteger offset);

    /// <inheritdoc/>
    public SearchAnswer Next(History history, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        PeekedSequence<ImmutableArray<Value>> rest = new(Remaining(history));
        return rest.Any()
            ? SearchAnswer.Suggest(Numbered(rest, history.HighestId, capacity))
            : SearchAnswer.Finish(
                Total > history.Observations.Length
                    ? "drawing gave no further point that had not been drawn before"
                    : "every experiment has been suggested"
            );
    }

    private static IEnumerable<Suggestion> Numbered(
        IEnumerable<ImmutableArray<Value>> points,
        long highest,
        long capacity
    )
    {
        foreach (var point in points)
        {
            if (capacity-- == 0)
            {
                yield break;
            }

            yield return new Suggestion(++highest, point);
        }
    }

    /// <summary>The points not yet in the history, told apart by their values: ids may come from elsewhere.</summary>
    private IEnumerable<ImmutableArray<Value>> Remaining(History history)
    {
        var known = history.Observations;
        var passed = 0;
        Dictionary<ImmutableArray<Value>, int>? seen = null;
        foreach (var point in From(0))
        {
            // As a rule the history holds the first points in their order: then nothing has to be looked up.
            if (seen is null && passed < known.Length && Space.IsAt(known[passed], point))
            {
                passed++;
                continue;
            }

            seen ??= Sightings(known.AsSpan(passed..));
            if (!Take(seen, point))
            {
                yield return point;
            }
        }
    }

    /// <summary>A grid with repeated values runs the same point several times, so sightings are counted.</summary>
    private Dictionary<ImmutableArray<Value>, int> Sightings(ReadOnlySpan<Observation> observations)
    {
        var seen = new Dictionary<ImmutableArray<Value>, int>(SearchSpace.PointEquality);
        foreach (var observation in observations)
        {
            if (Space.PointOf(observation) is { } point)
            {
                seen[point] = seen.GetValueOrDefault(point) + 1;
            }
        }

        return seen;
    }

    private static bool Take(Dictionary<ImmutableArray<Value>, int> seen, ImmutableArray<Value> point)
    {
        if (seen.Count == 0 || !seen.TryGetValue(point, out var sightings))
        {
            return false;
        }

        _ = sightings == 1 ? seen.Remove(point) : (seen[point] = sightings - 1) > 0;
        return true;
    }
}
