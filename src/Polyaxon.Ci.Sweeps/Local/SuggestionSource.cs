using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Where the next suggestions come from, in the batches of CI. What does not depend on results is read as one lazy stream, so that all
/// slots stay busy across batches and a thousand experiments are not counted off a thousand times; an adaptive search is asked batch
/// by batch.
/// </summary>
/// <param name="hptuning">What is searched and how.</param>
/// <param name="seed">The seed.</param>
/// <param name="isAsync">Whether a Bayesian search refills free slots at once.</param>
/// <param name="lastBatch">The last batch planned before; 0 for a new group.</param>
internal sealed class SuggestionSource(HptuningSection hptuning, long seed, bool isAsync, int lastBatch)
{
    private readonly ISearch _search = SearchFactory.Create(hptuning, seed);
    private int _batch = lastBatch;
    private BigInteger? _batchSize;
    private IEnumerator<Suggestion>? _stream;

    /// <summary>Why the search is over; null while it goes on.</summary>
    public string? Finished { get; private set; }

    /// <summary>The next suggestions; none when the search waits or is over.</summary>
    /// <param name="history">What is known so far.</param>
    /// <param name="free">How many slots are free.</param>
    /// <param name="running">How many experiments are running.</param>
    /// <param name="ahead">How many may be planned ahead where results do not matter.</param>
    public IReadOnlyList<BatchedSuggestion> Next(Func<History> history, int free, int running, int ahead) =>
        Finished is not null ? []
        : hptuning.Search.IsAdaptive ? Adapted(history, free, running)
        : Counted(history, ahead);

    private List<BatchedSuggestion> Counted(Func<History> history, int ahead)
    {
        _stream ??= _search.Next(history(), long.MaxValue).Suggestions.GetEnumerator();
        List<BatchedSuggestion> next = [];
        while (next.Count < ahead && _stream.MoveNext())
        {
            next.Add(new BatchedSuggestion(_stream.Current, BatchOf(_stream.Current.Id)));
        }

        return next;
    }

    private List<BatchedSuggestion> Adapted(Func<History> history, int free, int running)
    {
        var isRefill = isAsync && hptuning.Search is BayesianSection && _batch > 0;
        if (running > 0 && !isRefill)
        {
            return [];
        }

        var known = history();
        var size = BatchSize.Next(hptuning, known.Observations.Length);
        var answer = _search.Next(known, running > 0 ? Math.Min(free, size) : size);
        if (answer.State == SearchState.Finished)
        {
            Finished = answer.Reason ?? "";
        }

        var suggestions = answer.Suggestions.ToList();
        _batch += suggestions.Count > 0 ? 1 : 0;
        return [.. suggestions.Select(suggestion => new BatchedSuggestion(suggestion, _batch))];
    }

    private int BatchOf(long id)
    {
        if (hptuning.EarlyStopping.IsEmpty || _search is not NumberedSearch numbered)
        {
            return 1;
        }

        _batchSize ??= BatchSize.WithEarlyStopping(numbered.Total, hptuning.Concurrency);
        return (int)((id - 1) / _batchSize.Value) + 1;
    }
}
