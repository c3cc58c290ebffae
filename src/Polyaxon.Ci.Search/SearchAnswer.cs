namespace Polyaxon.Ci.Search;

/// <summary>What a search answers.</summary>
public enum SearchState
{
    /// <summary>There is something to run.</summary>
    Suggested,

    /// <summary>Pending results are needed first.</summary>
    Waiting,

    /// <summary>The search is over.</summary>
    Finished,
}

/// <summary>The answer of <see cref="ISearch.Next"/>.</summary>
/// <param name="State">Whether there is something to run.</param>
/// <param name="Suggestions">What to run, lazily; empty unless suggested.</param>
/// <param name="Reason">Why the search waits or is over, in words; null when there is something to run.</param>
public sealed record SearchAnswer(SearchState State, IEnumerable<Suggestion> Suggestions, string? Reason)
{
    /// <summary>Something to run.</summary>
    public static SearchAnswer Suggest(IEnumerable<Suggestion> suggestions) =>
        new(SearchState.Suggested, suggestions, null);

    /// <summary>Pending results are needed first.</summary>
    public static SearchAnswer Wait(string reason) => new(SearchState.Waiting, [], reason);

    /// <summary>The search is over.</summary>
    public static SearchAnswer Finish(string reason) => new(SearchState.Finished, [], reason);
}
