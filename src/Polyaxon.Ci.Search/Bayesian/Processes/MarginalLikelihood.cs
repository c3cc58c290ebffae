using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>
/// The logarithm of marginal likelihood times prior as a function of the hyperparameters, with its analytic gradient (Rasmussen and
/// Williams, section 5.4.1), and cheaply when a single hyperparameter moves.
/// </summary>
internal sealed class MarginalLikelihood
{
    /// <summary>Added to the noise variance, so that equal points do not break the factorisation.</summary>
    public const double Jitter = 1e-8;

    private readonly ModelSettings _settings;
    private readonly TrainingData _data;
    private readonly LikelihoodFactor _factor;
    private readonly double[] _distances;
    private readonly double[] _moved;
    private readonly double[] _correlations;
    private readonly double[] _weights;

    /// <summary>Whether the correlations are those of a moved length scale and not of the starting point.</summary>
    private bool _isAway;

    /// <summary>The posterior of the hyperparameters given data.</summary>
    public MarginalLikelihood(ModelSettings settings, TrainingData data)
    {
        (_settings, _data) = (settings, data);
        _factor = new LikelihoodFactor(data.Count);
        (_distances, _moved, _correlations) = (new double[data.Pairs], new double[data.Pairs], new double[data.Pairs]);
        _weights = new double[settings.Dimensions];
    }

    /// <summary>The value at a point, which becomes the point that <see cref="Moved"/> starts from; −∞ where it does not exist.</summary>
    public double At(ReadOnlySpan<double> h)
    {
        SetDistances(h);
        SetCorrelations(_distances);
        return Evaluate(h);
    }

    /// <summary>The value at a point that differs in one hyperparameter from that of the last <see cref="At"/> or <see cref="Accept"/>.</summary>
    public double Moved(ReadOnlySpan<double> h, int index)
    {
        if (index < _settings.Dimensions)
        {
            var change = InverseSquare(h[index]) - _weights[index];
            _distances.CopyTo(_moved, 0);
            FixedVector.AddScaled(_moved, _data.SquaredDifferences(index), change);
            for (var i = 0; i < _moved.Length; i++)
            {
                _moved[i] = Math.Max(_moved[i], 0);
            }

            SetCorrelations(_moved);
            _isAway = true;
        }
        else if (_isAway)
        {
            SetCorrelations(_distances);
        }

        return Evaluate(h);
    }

    /// <summary>Makes the point last given to <see cref="Moved"/> the one to start from.</summary>
    public void Accept(ReadOnlySpan<double> h, int index)
    {
        if (index < _settings.Dimensions)
        {
            SetDistances(h);
        }
    }

    /// <summary>Value and gradient.</summary>
    public double WithGradient(ReadOnlySpan<double> h, Span<double> gradient)
    {
        gradient.Clear();
        var value = At(h);
        if (double.IsNegativeInfinity(value))
        {
            return value;
        }

        var signal = FixedMath.Exp(h[^2]);
        var alpha = _factor.SolveTransposed();
        var traces = Traces(alpha, out var diagonal);
        // The derivative by log s of s·C is s·C itself; that of the noise is its variance on the diagonal.
        gradient[^2] = signal * (FixedVector.Dot(traces, _correlations) + (0.5 * diagonal));
        gradient[^1] = 0.5 * FixedMath.Exp(h[^1]) * diagonal;
        var slopes = new double[_data.Pairs];
        _distances.CopyTo(_moved, 0);
        Correlation.ApplyAndDifferentiate(_settings.Family, _moved, slopes);
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] *= traces[i];
        }

        for (var d = 0; d < _settings.Dimensions; d++)
        {
            gradient[d] = -2 * signal * _weights[d] * FixedVector.Dot(slopes, _data.SquaredDifferences(d));
        }

        _settings.AddPriorGradient(h, gradient);
        return value;
    }

    /// <summary>Off-diagonal entries of ααᵀ − K⁻¹ by pair, and the sum of the diagonal ones.</summary>
    private double[] Traces(double[] alpha, out double diagonal)
    {
        var n = _data.Count;
        var traces = new double[_data.Pairs];
        var column = new double[n];
        diagonal = 0;
        for (int j = 0, pair = 0; j < n; j++)
        {
            _factor.InverseColumn(j, column);
            for (var i = j + 1; i < n; i++, pair++)
            {
                traces[pair] = (alpha[i] * alpha[j]) - column[i];
            }

            diagonal += (alpha[j] * alpha[j]) - column[j];
        }

        return traces;
    }

    private void SetDistances(ReadOnlySpan<double> h)
    {
        for (var d = 0; d < _weights.Length; d++)
        {
            _weights[d] = InverseSquare(h[d]);
        }

        _data.ScaledDistances(_weights, _distances);
    }

    private double Evaluate(ReadOnlySpan<double> h)
    {
        var prior = _settings.LogPrior(h);
        if (!(prior > -200))
        {
            return double.NegativeInfinity;
        }

        var signal = FixedMath.Exp(h[^2]);
        var noise = FixedMath.Exp(h[^1]) + Jitter;
        if (!_factor.Factorise(_correlations, signal, noise, _data.Values))
        {
            return double.NegativeInfinity;
        }

        var determinant = 1.0;
        var (logarithm, squares) = (0.0, 0.0);
        for (var i = 0; i < _data.Count; i++)
        {
            squares += _factor.Solved(i) * _factor.Solved(i);
            determinant *= _factor.Diagonal(i);
            // One logarithm for many factors, taken before the product can leave a double's range.
            if (determinant is < 1e-200 or > 1e200 || i == _data.Count - 1)
            {
                logarithm += FixedMath.Log(determinant);
                determinant = 1;
            }
        }

        return (-0.5 * squares) - logarithm + prior;
    }

    private void SetCorrelations(double[] distances)
    {
        distances.CopyTo(_correlations, 0);
        Correlation.Apply(_settings.Family, _correlations);
        _isAway = false;
    }

    private static double InverseSquare(double logScale) => FixedMath.Exp(-2 * logScale);
}
