using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Where the next suggestions come from. What does not depend on results is read as one lazy stream, so that all slots stay busy and
/// a thousand experiments are not counted off a thousand times; an adaptive search is asked batch by batch.
/// </summary>
internal sealed class SuggestionSource(HptuningSection hptuning, long seed, bool isAsync)
{
    private readonly ISearch _search = SearchFactory.Create(hptuning, seed);
    private IEnumerator<Suggestion>? _stream;
    private bool _isFirst = true;

    /// <summary>The next suggestions; none when the search waits or is over.</summary>
    /// <param name="history">What is known so far.</param>
    /// <param name="free">How many slots are free.</param>
    /// <param name="running">How many experiments are running.</param>
    /// <param name="ahead">How many may be planned ahead where results do not matter.</param>
    public IEnumerable<Suggestion> Next(Func<History> history, int free, int running, int ahead)
    {
        if (!hptuning.Search.IsAdaptive)
        {
            _stream ??= _search.Next(history(), long.MaxValue).Suggestions.GetEnumerator();
            List<Suggestion> next = [];
            while (next.Count < ahead && _stream.MoveNext())
            {
                next.Add(_stream.Current);
            }

            return next;
        }

        var mayRefill = isAsync && hptuning.Search is BayesianSection && !_isFirst;
        if (running > 0 && !mayRefill)
        {
            return [];
        }

        var capacity = hptuning.Search switch
        {
            BayesianSection bayesian when _isFirst => bayesian.NInitialTrials,
            BayesianSection => mayRefill ? free : hptuning.Concurrency,
            _ => long.MaxValue,
        };
        _isFirst = false;
        return _search.Next(history(), capacity).Suggestions.ToList();
    }
}
