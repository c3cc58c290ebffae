using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Makes values that are minimised nearly normal. The bad tail is cut, so that one diverged run does not flatten the rest; then comes the
/// power transform of Yeo and Johnson (Biometrika 87, 2000, equation 2.1) with the likelihood's best λ of a list, which stretches the end
/// where the good values lie close together; then mean 0 and deviation 1. Monotone, so the best stays the best.
/// </summary>
public sealed class OutputTransform
{
    private readonly double _limit;
    private readonly (double Mean, double Scale) _raw;
    private readonly double _power;
    private readonly (double Mean, double Scale) _warped;

    private OutputTransform(IReadOnlyList<double> values)
    {
        _limit = Limit(values);
        var cut = new double[values.Count];
        for (var i = 0; i < cut.Length; i++)
        {
            cut[i] = Math.Min(values[i], _limit);
        }

        _raw = Moments(cut);
        for (var i = 0; i < cut.Length; i++)
        {
            cut[i] = (cut[i] - _raw.Mean) / _raw.Scale;
        }

        _power = BestPower(cut);
        for (var i = 0; i < cut.Length; i++)
        {
            cut[i] = Warp(cut[i], _power);
        }

        _warped = Moments(cut);
    }

    /// <summary>The transform that suits some finite values; at least one.</summary>
    public static OutputTransform Of(IReadOnlyList<double> values) => new(values);

    /// <summary>A value in the model's units.</summary>
    public double Forward(double value) =>
        (Warp((Math.Min(value, _limit) - _raw.Mean) / _raw.Scale, _power) - _warped.Mean) / _warped.Scale;

    /// <summary>A value in the objective's units from one in the model's; beyond the transform's range its end.</summary>
    public double Backward(double modelled) =>
        (Unwarp((modelled * _warped.Scale) + _warped.Mean, _power) * _raw.Scale) + _raw.Mean;

    /// <summary>Q75 + 3·(Q75 − Q25): what lies above counts as this.</summary>
    private static double Limit(IReadOnlyList<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        return high + (3 * Math.Max(high - low, 1e-12 * Math.Abs(high)));
    }

    private static double BestPower(double[] values)
    {
        var (best, bestLikelihood) = (1.0, double.NegativeInfinity);
        var logs = 0.0;
        foreach (var value in values)
        {
            logs += Math.Sign(value) * FixedMath.Log(Math.Abs(value) + 1);
        }

        var warped = new double[values.Length];
        for (var step = -4; step <= 8; step++)
        {
            var power = step / 4.0;
            for (var i = 0; i < warped.Length; i++)
            {
                warped[i] = Warp(values[i], power);
            }

            var (mean, squares) = (Mean(warped), 0.0);
            foreach (var value in warped)
            {
                squares += (value - mean) * (value - mean);
            }

            var spread = FixedMath.Log(Math.Max(squares / warped.Length, 1e-300));
            var likelihood = (-0.5 * warped.Length * spread) + (logs * (power - 1));
            if (likelihood > bestLikelihood)
            {
                (best, bestLikelihood) = (power, likelihood);
            }
        }

        return best;
    }

    private static double Warp(double value, double power) =>
        value >= 0 ? BoxCox(value + 1, power) : -BoxCox(1 - value, 2 - power);

    private static double Unwarp(double value, double power) =>
        value >= 0 ? InverseBoxCox(value, power) - 1 : 1 - InverseBoxCox(-value, 2 - power);

    private static double BoxCox(double value, double power) =>
        power == 0 ? FixedMath.Log(value) : (FixedMath.Exp(power * FixedMath.Log(value)) - 1) / power;

    private static double InverseBoxCox(double value, double power) =>
        power == 0 ? FixedMath.Exp(value) : FixedMath.Exp(FixedMath.Log(Math.Max(1 + (power * value), 1e-12)) / power);

    private static (double Mean, double Scale) Moments(double[] values)
    {
        var (mean, squares) = (Mean(values), 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        var deviation = Math.Sqrt(squares / values.Length);
        return (mean, deviation > 0 && double.IsFinite(deviation) ? deviation : 1);
    }

    private static double Mean(double[] values)
    {
        // Shares are added, so that the largest doubles do not overflow.
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        return mean;
    }
}
