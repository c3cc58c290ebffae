using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// The Cholesky factor L of a covariance matrix of a fixed size, made anew for every likelihood. Its transpose is kept row after row, with
/// the values solved for as one more column, so that all sums run along memory in registers: at the sizes of a fit, where a dot product is
/// shorter than the call to it, several times as fast as row by row. The order of every sum is fixed.
/// </summary>
internal sealed class LikelihoodFactor
{
    private const int Lanes = 8;

    private readonly int _stride;
    private readonly double[] _entries;
    private readonly double[] _factors;

    /// <summary>A factor of a matrix with some number of rows.</summary>
    public LikelihoodFactor(int count)
    {
        Count = count;
        _stride = (count + Lanes) / Lanes * Lanes;
        _entries = new double[count * _stride];
        _factors = new double[count];
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>
    /// Factorises signal·C + noise·I, where <paramref name="correlations"/> has the entries of C below its diagonal, column after column, and
    /// solves L·z = values. False when the matrix is not positive definite.
    /// </summary>
    public bool Factorise(ReadOnlySpan<double> correlations, double signal, double noise, ReadOnlySpan<double> values)
    {
        var n = Count;
        for (int j = 0, pair = 0; j < n; pair += n - 1 - j, j++)
        {
            var row = _entries.AsSpan(j * _stride, _stride);
            // Whole lanes are computed: what stands left of the diagonal is never read.
            var first = j / Lanes * Lanes;
            row[first..j].Clear();
            row[j] = signal + noise;
            for (var i = j + 1; i < n; i++)
            {
                row[i] = signal * correlations[pair + i - j - 1];
            }

            row[n] = values[j];
            for (var k = 0; k < j; k++)
            {
                _factors[k] = _entries[(k * _stride) + j];
            }

            FixedVector.SubtractRows(row[first..], _entries.AsSpan(first), _stride, _factors.AsSpan(0, j));
            var pivot = row[j];
            if (!(pivot > 0) || double.IsInfinity(pivot))
            {
                return false;
            }

            var root = Math.Sqrt(pivot);
            FixedVector.Scale(row[(j + 1)..(n + 1)], 1 / root);
            row[j] = root;
        }

        return true;
    }

    /// <summary>A diagonal entry of L.</summary>
    public double Diagonal(int i) => _entries[(i * _stride) + i];

    /// <summary>An entry of the z that the last factorisation solved for.</summary>
    public double Solved(int i) => _entries[(i * _stride) + Count];

    /// <summary>Solves Lᵀ·x = z for that z.</summary>
    public double[] SolveTransposed()
    {
        var x = new double[Count];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Solved(i);
        }

        SolveTransposedInPlace(x, 0);
        return x;
    }

    /// <summary>The entries of a column of the inverse from the diagonal down; those above are left as they are.</summary>
    public void InverseColumn(int j, Span<double> column)
    {
        column[j..].Clear();
        column[j] = 1;
        for (var k = j; k < Count; k++)
        {
            column[k] /= Diagonal(k);
            FixedVector.AddScaled(column[(k + 1)..], After(k), -column[k]);
        }

        SolveTransposedInPlace(column, j);
    }

    private void SolveTransposedInPlace(Span<double> x, int first)
    {
        for (var i = Count - 1; i >= first; i--)
        {
            x[i] = (x[i] - FixedVector.Dot(After(i), x[(i + 1)..])) / Diagonal(i);
        }
    }

    /// <summary>The entries of L below the diagonal in a column.</summary>
    private ReadOnlySpan<double> After(int column) =>
        _entries.AsSpan((column * _stride) + column + 1, Count - column - 1);
}
