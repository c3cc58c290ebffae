using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// A Gaussian process with fixed hyperparameters, as a Cholesky factor that grows by rows. Hyperparameters are logarithms: one length
/// scale a dimension, then signal variance, then noise variance.
/// </summary>
internal sealed class GaussianProcess
{
    private const double Jitter = 1e-8;

    private readonly Kernel _kernel;
    private readonly double[] _inverseScales;
    private readonly double _signal;
    private readonly double _noise;
    private readonly List<double[]> _points = [];
    private readonly List<double[]> _rows = [];
    private readonly List<double> _innovations = [];

    private GaussianProcess(Kernel kernel, double[] hyperparameters)
    {
        _kernel = kernel;
        _inverseScales = new double[kernel.Dimensions];
        for (var i = 0; i < _inverseScales.Length; i++)
        {
            _inverseScales[i] = FixedMath.Exp(-hyperparameters[i]);
        }

        _signal = FixedMath.Exp(hyperparameters[^2]);
        _noise = FixedMath.Exp(hyperparameters[^1]) + Jitter;
    }

    /// <summary>How many points it has seen, fantasies included.</summary>
    public int Count => _points.Count;

    /// <summary>The logarithm of the marginal likelihood.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>The process that has seen points and values; null when the covariance is not positive definite.</summary>
    public static GaussianProcess? Fit(
        Kernel kernel,
        double[] hyperparameters,
        IReadOnlyList<double[]> points,
        IReadOnlyList<double> values
    )
    {
        var process = new GaussianProcess(kernel, hyperparameters);
        for (var i = 0; i < points.Count; i++)
        {
            if (!process.Add(points[i], values[i]))
            {
                return null;
            }
        }

        return process;
    }

    /// <summary>The correlation of two points under these length scales.</summary>
    public double Correlation(double[] a, double[] b) => _kernel.Correlation(a, b, _inverseScales);

    /// <summary>Adds an observation: one row of the factor, O(n²). False when the covariance is not positive definite.</summary>
    public bool Add(double[] point, double value)
    {
        var solved = Solve(point);
        var (mean, variance) = Predict(solved);
        var pivot = variance + _noise;
        if (!(pivot > 0) || !double.IsFinite(mean))
        {
            return false;
        }

        var diagonal = Math.Sqrt(pivot);
        var row = new double[solved.Count + 1];
        solved.CopyTo(row);
        row[^1] = diagonal;
        _rows.Add(row);
        _points.Add(point);
        _innovations.Add((value - mean) / diagonal);
        LogLikelihood -= (0.5 * _innovations[^1] * _innovations[^1]) + FixedMath.Log(diagonal);
        return true;
    }

    /// <summary>The column of the factor that belongs to a point; grows as points are added (see <see cref="Extend"/>).</summary>
    public List<double> Solve(double[] point)
    {
        var column = new List<double>(_points.Count + 8);
        Extend(point, column);
        return column;
    }

    /// <summary>Brings a column up to date with the points added since.</summary>
    public void Extend(double[] point, List<double> column)
    {
        for (var i = column.Count; i < _points.Count; i++)
        {
            var row = _rows[i];
            var sum = _signal * Correlation(point, _points[i]);
            for (var j = 0; j < i; j++)
            {
                sum -= row[j] * column[j];
            }

            column.Add(sum / row[i]);
        }
    }

    /// <summary>Mean and variance of the function at the point of a column.</summary>
    public (double Mean, double Variance) Predict(List<double> column)
    {
        var (mean, variance) = (0.0, _signal);
        for (var i = 0; i < column.Count; i++)
        {
            mean += column[i] * _innovations[i];
            variance -= column[i] * column[i];
        }

        return (mean, Math.Max(variance, 1e-12));
    }
}
