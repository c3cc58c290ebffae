namespace Polyaxon.Ci.Search;

/// <summary>
/// A search is a pure function of the history: the same specification, seed and history give the same answer, whatever the
/// order in which results arrived. It holds no state, reads no clock and does not know where experiments run.
/// </summary>
public interface ISearch
{
    /// <summary>Answers with at most <paramref name="capacity"/> suggestions (at least 1), or that it waits, or that it is finished.</summary>
    SearchAnswer Next(History history, long capacity);
}
