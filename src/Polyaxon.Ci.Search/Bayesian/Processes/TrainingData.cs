using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// Points with values. Coordinates are kept by dimension; the squared differences of all pairs are kept as well, column after column
/// of the lower triangle without its diagonal.
/// </summary>
internal sealed class TrainingData
{
    private readonly double[][] _squaredDifferences;

    /// <summary>Points (each with all coordinates) and their normalised values.</summary>
    public TrainingData(ModelSettings settings, IReadOnlyList<double[]> points, double[] values)
    {
        Points = points;
        Values = values;
        _squaredDifferences = new double[settings.Dimensions][];
        for (var d = 0; d < settings.Dimensions; d++)
        {
            _squaredDifferences[d] = Squares(points, d, settings.IsCategorical[d]);
        }
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<double[]> Points { get; }

    /// <summary>Their values.</summary>
    public double[] Values { get; }

    /// <summary>The number of points.</summary>
    public int Count => Values.Length;

    /// <summary>The number of pairs.</summary>
    public int Pairs => Count * (Count - 1) / 2;

    /// <summary>The squared differences of all pairs in one coordinate.</summary>
    public ReadOnlySpan<double> SquaredDifferences(int dimension) => _squaredDifferences[dimension];

    /// <summary>The squared scaled distances of all pairs under inverse squared length scales.</summary>
    public void ScaledDistances(ReadOnlySpan<double> weights, Span<double> distances)
    {
        distances.Clear();
        for (var d = 0; d < _squaredDifferences.Length; d++)
        {
            FixedVector.AddScaled(distances, _squaredDifferences[d], weights[d]);
        }
    }

    private static double[] Squares(IReadOnlyList<double[]> points, int d, bool isCategorical)
    {
        var squares = new double[points.Count * (points.Count - 1) / 2];
        var pair = 0;
        for (var j = 0; j < points.Count; j++)
        {
            var at = points[j][d];
            for (var i = j + 1; i < points.Count; i++, pair++)
            {
                var difference = points[i][d] - at;
                squares[pair] = isCategorical ? (difference == 0 ? 0 : 1) : difference * difference;
            }
        }

        return squares;
    }
}
