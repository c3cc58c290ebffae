using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>Points by coordinate, so that the distances of one point to all run along memory; grows as points are added.</summary>
internal sealed class PointSet(bool[] isCategorical, int capacity)
{
    private readonly double[][] _coordinates = Create(isCategorical.Length, capacity);

    /// <summary>The number of points.</summary>
    public int Count { get; private set; }

    /// <summary>The number of coordinates.</summary>
    public int Dimensions => isCategorical.Length;

    /// <summary>Adds a point.</summary>
    public void Add(ReadOnlySpan<double> point)
    {
        for (var d = 0; d < _coordinates.Length; d++)
        {
            if (Count == _coordinates[d].Length)
            {
                Array.Resize(ref _coordinates[d], (2 * Count) + 8);
            }

            _coordinates[d][Count] = point[d];
        }

        Count++;
    }

    /// <summary>One coordinate of all points.</summary>
    public ReadOnlySpan<double> Coordinate(int d) => _coordinates[d].AsSpan(0, Count);

    /// <summary>Whether a coordinate is a category.</summary>
    public bool IsCategorical(int d) => isCategorical[d];

    /// <summary>Squared scaled distances from a point to the first points, as many as there is room for.</summary>
    public void Distances(ReadOnlySpan<double> point, ReadOnlySpan<double> weights, Span<double> squared)
    {
        squared.Clear();
        for (var d = 0; d < _coordinates.Length; d++)
        {
            var (at, weight) = (point[d], weights[d]);
            var coordinates = _coordinates[d].AsSpan(0, squared.Length);
            if (isCategorical[d])
            {
                for (var i = 0; i < coordinates.Length; i++)
                {
                    squared[i] += coordinates[i] == at ? 0 : weight;
                }
            }
            else
            {
                FixedVector.AddSquaredDifferences(squared, coordinates, at, weight);
            }
        }
    }

    private static double[][] Create(int dimensions, int capacity)
    {
        var coordinates = new double[dimensions][];
        for (var d = 0; d < dimensions; d++)
        {
            coordinates[d] = new double[capacity];
        }

        return coordinates;
    }
}
