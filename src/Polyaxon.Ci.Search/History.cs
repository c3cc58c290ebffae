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
    public static History Of(IEnumerable<Observation> observations) =>
        new([
            .. observations
                .GroupBy(observation => observation.Id)
                .OrderBy(attempts => attempts.Key)
                .Select(attempts =>
                    attempts
                        .OrderByDescending(attempt => attempt.Status.IsFinal())
                        .ThenByDescending(attempt => attempt.Attempt)
                        .First()
                ),
        ]);
}
