using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>
/// A dimension as a model sees it: numbers, of which only some stand for values that can be run. Categories are 0, 1, …; everything else
/// lies in [0, 1], proportional to distance.
/// </summary>
public sealed class Axis
{
    /// <summary>So many legal coordinates are kept in a list; those of longer ones are computed.</summary>
    private const int MostListed = 2048;

    private readonly Dimension _dimension;
    private readonly double[]? _legal;
    private readonly bool _hasEqualShares;

    /// <summary>The axis of a dimension.</summary>
    public Axis(Dimension dimension)
    {
        _dimension = dimension;
        _hasEqualShares = dimension is not DistributionDimension;
        if (dimension.Kind != DimensionKind.Continuous && dimension.DistinctCount is { } count && count <= MostListed)
        {
            _legal = new double[(int)count];
            for (var i = 0; i < _legal.Length; i++)
            {
                _legal[i] = dimension.CoordinateOf(dimension.DistinctAt(i));
            }

            Array.Sort(_legal);
        }
    }

    /// <summary>The parameter's name.</summary>
    public string Name => _dimension.Name;

    /// <summary>How the values relate.</summary>
    public DimensionKind Kind => _dimension.Kind;

    /// <summary>All legal coordinates, ascending; empty when there are too many to list or the axis is continuous.</summary>
    public ReadOnlySpan<double> Legal => _legal;

    /// <summary>The legal coordinate nearest to one.</summary>
    public double Snap(double coordinate)
    {
        if (Kind == DimensionKind.Continuous)
        {
            return Math.Clamp(coordinate, 0, 1);
        }

        if (_legal is null)
        {
            return _dimension.CoordinateOf(_dimension.FromCoordinate(Math.Clamp(coordinate, 0, 1)));
        }

        return _legal[IndexOf(coordinate)];
    }

    /// <summary>The number of the listed coordinate nearest to one.</summary>
    public int IndexOf(double coordinate)
    {
        var found = Array.BinarySearch(_legal!, coordinate);
        if (found >= 0)
        {
            return found;
        }

        var above = ~found;
        return above == 0 ? 0
            : above == _legal!.Length ? above - 1
            : coordinate - _legal[above - 1] <= _legal[above] - coordinate ? above - 1
            : above;
    }

    /// <summary>A legal coordinate for a number in [0, 1): each listed value and category alike, else by the dimension's distribution.</summary>
    public double At(double u) =>
        _legal is not null && _hasEqualShares ? _legal[Math.Min((int)(u * _legal.Length), _legal.Length - 1)] : Snap(u);

    /// <summary>The value a legal coordinate stands for.</summary>
    public Value ValueOf(double coordinate) => _dimension.FromCoordinate(coordinate);

    /// <summary>
    /// The coordinate of a value, which may lie outside the space (an earlier sweep's may): numbers where they belong; a foreign category at
    /// a coordinate of its own, below zero, which no category of the space has. Null when the value cannot be placed.
    /// </summary>
    public double? CoordinateOf(Value value)
    {
        if (Kind == DimensionKind.Categorical)
        {
            return _dimension.Contains(value) ? _dimension.CoordinateOf(value) : Foreign(value);
        }

        // Ten times the range is as good as infinitely far, and keeps squares finite.
        const double Farthest = 10;
        var coordinate =
            value.AsDouble() is { } number && double.IsFinite(number) ? _dimension.CoordinateOf(value) : double.NaN;
        return Math.Abs(coordinate) <= Farthest ? coordinate : null;
    }

    private static double Foreign(Value value)
    {
        var hash = 0u;
        foreach (var c in JsonText.Format(value))
        {
            hash = unchecked((hash * 31) + c);
        }

        return -1.0 - hash;
    }
}
