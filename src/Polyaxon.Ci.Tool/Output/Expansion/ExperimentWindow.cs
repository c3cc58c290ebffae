using System.Numerics;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>The part of a list that is asked for.</summary>
/// <param name="Offset">How many experiments are left out.</param>
/// <param name="Limit">The most that are listed; null for all.</param>
internal sealed record ExperimentWindow(long Offset, long? Limit)
{
    /// <summary>How many of so many experiments are in the window.</summary>
    public BigInteger Expected(BigInteger total)
    {
        var left = BigInteger.Max(total - Offset, 0);
        return Limit < left ? Limit.Value : left;
    }

    /// <summary>The window of a search that can be counted off, each suggestion with its number.</summary>
    public IEnumerable<Suggestion> Of(NumberedSearch search)
    {
        var number = Offset;
        return Limited(search.From(new BigInteger(Offset)).Select(point => new Suggestion(++number, point)));
    }

    /// <summary>The window of some suggestions.</summary>
    public IEnumerable<Suggestion> Of(IEnumerable<Suggestion> suggestions) =>
        Limited(suggestions.Where((_, i) => i >= Offset));

    private IEnumerable<Suggestion> Limited(IEnumerable<Suggestion> suggestions)
    {
        var left = Limit ?? long.MaxValue;
        if (left == 0)
        {
            yield break;
        }

        foreach (var suggestion in suggestions)
        {
            yield return suggestion;
            if (--left == 0)
            {
                yield break;
            }
        }
    }
}
