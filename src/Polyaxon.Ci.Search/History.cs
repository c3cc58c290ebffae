using System.Collections.Immutable;

namespace Polyaxon.Ci.Search;

/// <summary>
/// All suggestions made and observations received so far: the only state of a search. One observation per experiment, by
/// ascending id, whatever the order in which results arrived: of several attempts the newest with a final status counts,
/// else the newest.
/// </summary>
public sealed class History
{
    private History(ImmutableArray<Observation> observations) => Observations = observations;

    /// <summary>Nothing yet.</summary>
    public static History Empty { get; } = new([]);

    /// <summary>One observation per experiment, by ascending id.</summary>
    public ImmutableArray<Observation> Observations { get; }

    /// <summary>The highest id; 0 when there is none. New ids follow it.</summary>
    public long HighestId => Observations.IsEmpty ? 0 : Observations[^1].Id;

    /// <summary>The history of some observations in any order.</summary>
    public static History Of(IEnumerable<Observation> observations)
    {
        var all = observations.ToImmutableArray();
        return new History(IsAscending(all) ? all : Latest(all));
    }

    /// <summary>As a rule they are in order and each is there once: then there is nothing to sort.</summary>
    private static bool IsAscending(ImmutableArray<Observation> observations)
    {
        for (var i = 1; i < observations.Length; i++)
        {
            if (observations[i - 1].Id >= observations[i].Id)
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<Observation> Latest(ImmutableArray<Observation> observations)
    {
        var latest = new List<Observation>();
        foreach (var observation in observations.Order(ByIdThenNewest))
        {
            if (latest.Count == 0 || latest[^1].Id != observation.Id)
            {
                latest.Add(observation);
            }
        }

        return [.. latest];
    }

    private static readonly Comparer<Observation> ByIdThenNewest = Comparer<Observation>.Create(
        (a, b) =>
        {
            var order = a.Id.CompareTo(b.Id);
            order = order != 0 ? order : b.Status.IsFinal().CompareTo(a.Status.IsFinal());
            return order != 0 ? order : b.Attempt.CompareTo(a.Attempt);
        }
    );
}
