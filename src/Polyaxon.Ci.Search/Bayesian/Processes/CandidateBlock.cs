using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// Up to 64 points that are predicted together by each of some processes, and again, at O(n) a point, whenever the processes see another
/// point. Points lie side by side in memory, so that no sum runs across lanes.
/// </summary>
internal sealed class CandidateBlock
{
    /// <summary>The most points of a block.</summary>
    public const int Width = 64;

    private readonly double[][] _coordinates;
    private readonly double[][] _columns;
    private readonly int[] _rows;
    private readonly double[][] _means;
    private readonly double[][] _squares;

    /// <summary>A block of points for some number of processes.</summary>
    public CandidateBlock(IReadOnlyList<double[]> points, int first, int processes)
    {
        _coordinates = new double[points[first].Length][];
        for (var d = 0; d < _coordinates.Length; d++)
        {
            _coordinates[d] = new double[Width];
        }

        _columns = new double[processes][];
        (_means, _squares) = (new double[processes][], new double[processes][]);
        for (var i = 0; i < processes; i++)
        {
            (_columns[i], _means[i], _squares[i]) = ([], new double[Width], new double[Width]);
        }

        _rows = new int[processes];
        Fill(points, first);
    }

    /// <summary>The number of points.</summary>
    public int Count { get; private set; }

    /// <summary>Takes other points into the same memory.</summary>
    public void Fill(IReadOnlyList<double[]> points, int first)
    {
        Count = Math.Min(Width, points.Count - first);
        for (var d = 0; d < _coordinates.Length; d++)
        {
            for (var c = 0; c < Count; c++)
            {
                _coordinates[d][c] = points[first + c][d];
            }
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = 0;
            Array.Clear(_means[i]);
            Array.Clear(_squares[i]);
        }
    }

    /// <summary>The mean of a process at a point.</summary>
    public double Mean(int process, int point) => _means[process][point];

    /// <summary>How much of the signal variance what was seen explains at a point.</summary>
    public double Explained(int process, int point) => _squares[process][point];

    /// <summary>Takes in what a process has seen since the last time.</summary>
    public void Update(int index, GaussianProcess process, PointSet points)
    {
        var rows = process.Count;
        if (_columns[index].Length < rows * Width)
        {
            Array.Resize(ref _columns[index], (rows + 10) * Width);
        }

        for (var i = _rows[index]; i < rows; i++)
        {
            var columns = _columns[index];
            var row = columns.AsSpan(i * Width, Width);
            Covariances(process, points, i, row);
            var entries = process.Factor.Row(i);
            FixedVector.SubtractRows(row, columns, Width, entries[..i]);
            var inverse = 1 / entries[i];
            var (means, squares, innovation) = (_means[index], _squares[index], process.Innovation(i));
            for (var c = 0; c < Width; c++)
            {
                row[c] *= inverse;
                means[c] += row[c] * innovation;
                squares[c] += row[c] * row[c];
            }
        }

        _rows[index] = rows;
    }

    private void Covariances(GaussianProcess process, PointSet points, int i, Span<double> row)
    {
        row.Clear();
        for (var d = 0; d < _coordinates.Length; d++)
        {
            var (at, weight) = (points.Coordinate(d)[i], process.Weights[d]);
            var coordinates = _coordinates[d];
            if (points.IsCategorical(d))
            {
                for (var c = 0; c < row.Length; c++)
                {
                    row[c] += coordinates[c] == at ? 0 : weight;
                }
            }
            else
            {
                FixedVector.AddSquaredDifferences(row, coordinates, at, weight);
            }
        }

        Correlation.Apply(process.Family, row);
        FixedVector.Scale(row, process.Signal);
    }
}
