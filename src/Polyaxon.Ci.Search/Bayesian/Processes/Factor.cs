using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// A lower triangular Cholesky factor, row after row in one array, that grows by rows: appending one costs O(n²). Rows are computed
/// one after another, each from left to right, so the bits depend on the matrix alone.
/// </summary>
internal sealed class Factor(int capacity)
{
    private double[] _entries = new double[Math.Max(1, capacity * (capacity + 1) / 2)];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A row, up to and including the diagonal.</summary>
    public ReadOnlySpan<double> Row(int i) => _entries.AsSpan(i * (i + 1) / 2, i + 1);

    /// <summary>The diagonal entry of a row.</summary>
    public double Diagonal(int i) => _entries[(i * (i + 1) / 2) + i];

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>
    /// Appends a row of the matrix, given up to and including its diagonal. A pivot below <paramref name="leastPivot"/> is raised to it; with
    /// none given, the answer is false when the matrix is not positive definite, and the factor stays as it was.
    /// </summary>
    public bool Append(ReadOnlySpan<double> matrixRow, double leastPivot = 0)
    {
        var n = Count;
        var start = n * (n + 1) / 2;
        if (start + n + 1 > _entries.Length)
        {
            Array.Resize(ref _entries, (n + 9) * (n + 10) / 2);
        }

        var row = _entries.AsSpan(start, n + 1);
        matrixRow.CopyTo(row);
        SolveInPlace(row[..n]);
        var pivot = Math.Max(row[n] - FixedVector.Dot(row[..n], row[..n]), leastPivot);
        if (!(pivot > 0) || double.IsInfinity(pivot))
        {
            return false;
        }

        row[n] = Math.Sqrt(pivot);
        Count = n + 1;
        return true;
    }

    /// <summary>Solves L·x = b in place, for a right side at most as long as there are rows.</summary>
    public void SolveInPlace(Span<double> b)
    {
        for (var i = 0; i < b.Length; i++)
        {
            var row = _entries.AsSpan(i * (i + 1) / 2, i + 1);
            b[i] = (b[i] - FixedVector.Dot(row[..i], b)) / row[i];
        }
    }

    /// <summary>Solves Lᵀ·x = b in place.</summary>
    public void SolveTransposedInPlace(Span<double> b)
    {
        for (var i = b.Length - 1; i >= 0; i--)
        {
            var row = _entries.AsSpan(i * (i + 1) / 2, i + 1);
            b[i] /= row[i];
            FixedVector.AddScaled(b, row[..i], -b[i]);
        }
    }
}
