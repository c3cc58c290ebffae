using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>The values of points as a search gives them; those of dimensions with few values are encoded once each.</summary>
internal sealed class PointLineValues : LineValues
{
    /// <summary>A dimension with more values than this is encoded anew each time.</summary>
    private const int MaxKept = 10_000;

    private readonly IEnumerator<ImmutableArray<Value>> _points;
    private readonly bool[] _isKept;

    // A dimension hands out the same objects for its few values, so looking at the object is enough.
    private readonly Dictionary<Value, (byte[] Json, byte[] Text)> _kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>The values from an experiment on, counted from 0.</summary>
    public PointLineValues(NumberedSearch search, long offset)
        : base(search.Space.Dimensions.Length)
    {
        _points = search.From(new BigInteger(offset)).GetEnumerator();
        _isKept = [.. search.Space.Dimensions.Select(dimension => dimension.DrawableCount <= MaxKept)];
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (!_points.MoveNext())
        {
            return false;
        }

        for (var i = 0; i < Json.Length; i++)
        {
            (Json[i], Text[i]) = Encoded(_points.Current[i], _isKept[i]);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _points.Dispose();
        base.Dispose();
    }

    private (byte[] Json, byte[] Text) Encoded(Value value, bool isKept)
    {
        if (!isKept)
        {
            return Encode(value);
        }

        if (!_kept.TryGetValue(value, out var encoded))
        {
            encoded = Encode(value);
            _kept.Add(value, encoded);
        }

        return encoded;
    }
}
