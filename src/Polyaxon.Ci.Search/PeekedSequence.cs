using System.Collections;

namespace Polyaxon.Ci.Search;

/// <summary>
/// A sequence that can be asked for its first item without making it again for the first reader, who goes on where the question
/// stopped. Whoever reads it again starts anew.
/// </summary>
internal sealed class PeekedSequence<T>(IEnumerable<T> source) : IEnumerable<T>
{
    private IEnumerator<T>? _peeked;

    /// <summary>Whether there is an item.</summary>
    public bool Any()
    {
        var items = source.GetEnumerator();
        if (!items.MoveNext())
        {
            items.Dispose();
            return false;
        }

        _peeked = items;
        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() =>
        Interlocked.Exchange(ref _peeked, null) is { } peeked ? Resume(peeked) : source.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerator<T> Resume(IEnumerator<T> items)
    {
        using (items)
        {
            do
            {
                yield return items.Current;
            } while (items.MoveNext());
        }
    }
}
