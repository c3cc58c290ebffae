using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Points that were run, are running or are about to be: none is suggested twice.</summary>
internal sealed class TakenPoints : IEqualityComparer<double[]>
{
    private readonly ModelSpace _space;
    private readonly HashSet<ImmutableArray<Value>> _points = new(SearchSpace.PointEquality);
    private readonly HashSet<double[]> _coordinates;

    /// <summary>The points of some observations.</summary>
    public TakenPoints(ModelSpace space, IEnumerable<Observation> observations)
    {
        _space = space;
        _coordinates = new HashSet<double[]>(this);
        foreach (var observation in observations)
        {
            if (space.Space.PointOf(observation) is { } point)
            {
                Add(point);
            }
        }
    }

    /// <summary>The number of points.</summary>
    public int Count => _points.Count;

    /// <summary>Takes a point; false when it is taken.</summary>
    public bool Add(ImmutableArray<Value> point)
    {
        if (!_points.Add(point))
        {
            return false;
        }

        if (_space.CoordinatesOf(point) is { } coordinates)
        {
            _coordinates.Add(coordinates);
        }

        return true;
    }

    /// <summary>Whether a point is taken.</summary>
    public bool Contains(ImmutableArray<Value> point) => _points.Contains(point);

    /// <summary>Whether the point of legal coordinates is taken.</summary>
    public bool Contains(double[] coordinates) => _coordinates.Contains(coordinates);

    /// <inheritdoc/>
    public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(double[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
