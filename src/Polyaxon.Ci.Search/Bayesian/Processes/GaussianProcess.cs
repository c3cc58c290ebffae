using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>A Gaussian process with fixed hyperparameters that has seen points and values; adding another point costs O(n²).</summary>
internal sealed class GaussianProcess
{
    private const double LeastVariance = 1e-12;

    private readonly ModelSettings _settings;
    private readonly PointSet _points;
    private readonly Factor _factor;
    private readonly double[] _weights;
    private double[] _innovations;
    private double[] _alpha = [];

    private GaussianProcess(ModelSettings settings, double[] hyperparameters, PointSet points, int capacity)
    {
        (_settings, _points) = (settings, points);
        Hyperparameters = hyperparameters;
        _weights = new double[settings.Dimensions];
        for (var d = 0; d < _weights.Length; d++)
        {
            _weights[d] = FixedMath.Exp(-2 * hyperparameters[d]);
        }

        Signal = FixedMath.Exp(hyperparameters[^2]);
        Noise = FixedMath.Exp(hyperparameters[^1]) + MarginalLikelihood.Jitter;
        _factor = new Factor(capacity);
        _innovations = new double[capacity];
    }

    /// <summary>Logarithms of the length scales, the signal variance and the noise variance.</summary>
    public double[] Hyperparameters { get; }

    /// <summary>The signal variance.</summary>
    public double Signal { get; }

    /// <summary>The noise variance.</summary>
    public double Noise { get; }

    /// <summary>Inverse squared length scales.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The covariance function.</summary>
    public KernelFamily Family => _settings.Family;

    /// <summary>The factor of the covariance of what was seen.</summary>
    public Factor Factor => _factor;

    /// <summary>The values seen.</summary>
    public List<double> Values { get; } = [];

    /// <summary>How many points it has seen.</summary>
    public int Count => _factor.Count;

    /// <summary>
    /// The process that has seen the points of a set, which may grow later: <see cref="See"/> follows it.
    /// </summary>
    public static GaussianProcess Fit(
        ModelSettings settings,
        double[] hyperparameters,
        PointSet points,
        ReadOnlySpan<double> values,
        int capacity
    )
    {
        var process = new GaussianProcess(settings, hyperparameters, points, Math.Max(capacity, values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            process.See(values[i]);
        }

        process.Settle();
        return process;
    }

    /// <summary>
    /// Takes in the value of the next point of the set. What rounding takes from a pivot is given back up to half the noise, which it
    /// cannot be below, so that a point very near another never breaks the process.
    /// </summary>
    public void See(double value)
    {
        var n = Count;
        var row = new double[n + 1];
        Span<double> point = stackalloc double[_settings.Dimensions];
        for (var d = 0; d < point.Length; d++)
        {
            point[d] = _points.Coordinate(d)[n];
        }

        Covariances(point, row.AsSpan(0, n));
        row[n] = Signal + Noise;
        _factor.Append(row, Noise / 2);
        if (n == _innovations.Length)
        {
            Array.Resize(ref _innovations, (2 * n) + 8);
        }

        var entries = _factor.Row(n);
        _innovations[n] = (value - FixedVector.Dot(entries[..n], _innovations)) / entries[n];
        Values.Add(value);
    }

    /// <summary>Prepares gradients; to be called after the last <see cref="See"/>.</summary>
    public void Settle()
    {
        _alpha = _innovations.AsSpan(0, Count).ToArray();
        _factor.SolveTransposedInPlace(_alpha);
    }

    /// <summary>The mean at a seen point, from what the noise is thought to have added to its value.</summary>
    public double MeanAtSeen(int i) => Values[i] - (Noise * _alpha[i]);

    /// <summary>The value of the innovation of a seen point: what it told beyond the points before it, in units of its deviation.</summary>
    public double Innovation(int i) => _innovations[i];

    /// <summary>Covariances of a point with the first points seen, as many as there is room for.</summary>
    public void Covariances(ReadOnlySpan<double> point, Span<double> covariances)
    {
        _points.Distances(point, _weights, covariances);
        Correlation.Apply(_settings.Family, covariances);
        FixedVector.Scale(covariances, Signal);
    }

    /// <summary>Mean and variance of the function at a point.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> point)
    {
        var column = new double[Count];
        Covariances(point, column);
        var mean = FixedVector.Dot(column, _alpha);
        _factor.SolveInPlace(column);
        return (mean, Math.Max(Signal - FixedVector.Dot(column, column), LeastVariance));
    }

    /// <summary>Only the mean at a point, O(n).</summary>
    public double Mean(ReadOnlySpan<double> point)
    {
        var column = new double[Count];
        Covariances(point, column);
        return FixedVector.Dot(column, _alpha);
    }

    /// <summary>
    /// Mean and variance with their gradients by the coordinates (those by categories are zero). <paramref name="scratch"/> holds at least
    /// 3·<see cref="Count"/> numbers.
    /// </summary>
    public (double Mean, double Variance) Predict(
        ReadOnlySpan<double> point,
        Span<double> meanGradient,
        Span<double> varianceGradient,
        Span<double> scratch
    )
    {
        var n = Count;
        var distances = scratch[..n];
        var column = scratch.Slice(n, n);
        var slopes = scratch.Slice(2 * n, n);
        _points.Distances(point, _weights, distances);
        Correlation.ApplyAndDifferentiate(_settings.Family, distances, slopes);
        for (var i = 0; i < n; i++)
        {
            column[i] = Signal * distances[i];
        }

        var mean = FixedVector.Dot(column, _alpha);
        _factor.SolveInPlace(column);
        var variance = Signal - FixedVector.Dot(column, column);
        _factor.SolveTransposedInPlace(column);
        for (var d = 0; d < _settings.Dimensions; d++)
        {
            (meanGradient[d], varianceGradient[d]) = _points.IsCategorical(d)
                ? (0, 0)
                : Slopes(d, point[d], slopes, column);
        }

        return (mean, Math.Max(variance, LeastVariance));
    }

    private (double Mean, double Variance) Slopes(int d, double at, Span<double> slopes, Span<double> column)
    {
        var coordinates = _points.Coordinate(d);
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < slopes.Length; i++)
        {
            var slope = slopes[i] * (at - coordinates[i]);
            mean += slope * _alpha[i];
            variance += slope * column[i];
        }

        var factor = 2 * Signal * _weights[d];
        return (factor * mean, -2 * factor * variance);
    }
}
