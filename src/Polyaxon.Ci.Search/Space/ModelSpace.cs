using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>A search space as a model sees it: points are arrays of coordinates, and only legal ones are ever asked about.</summary>
public sealed class ModelSpace
{
    private readonly ImmutableArray<Axis> _axes;

    /// <summary>The model's view of a space.</summary>
    public ModelSpace(SearchSpace space)
    {
        Space = space;
        var axes = ImmutableArray.CreateBuilder<Axis>(space.Dimensions.Length);
        IsCategorical = new bool[space.Dimensions.Length];
        for (var d = 0; d < space.Dimensions.Length; d++)
        {
            axes.Add(new Axis(space.Dimensions[d]));
            IsCategorical[d] = space.Dimensions[d].Kind == DimensionKind.Categorical;
        }

        _axes = axes.MoveToImmutable();
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The axes, in the order of the dimensions.</summary>
    public ImmutableArray<Axis> Axes => _axes;

    /// <summary>The number of axes.</summary>
    public int Dimensions => _axes.Length;

    /// <summary>Which axes are categories.</summary>
    internal bool[] IsCategorical { get; }

    /// <summary>The coordinates of a point; null when one of its values cannot be placed.</summary>
    public double[]? CoordinatesOf(ImmutableArray<Value> point)
    {
        var coordinates = new double[_axes.Length];
        for (var d = 0; d < coordinates.Length; d++)
        {
            if (_axes[d].CoordinateOf(point[d]) is not { } coordinate)
            {
                return null;
            }

            coordinates[d] = coordinate;
        }

        return coordinates;
    }

    /// <summary>The point that legal coordinates stand for.</summary>
    public ImmutableArray<Value> PointAt(ReadOnlySpan<double> coordinates)
    {
        var point = ImmutableArray.CreateBuilder<Value>(_axes.Length);
        for (var d = 0; d < coordinates.Length; d++)
        {
            point.Add(_axes[d].ValueOf(coordinates[d]));
        }

        return point.MoveToImmutable();
    }
}
