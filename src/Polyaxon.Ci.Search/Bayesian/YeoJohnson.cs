using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// The power transform of Yeo and Johnson (Biometrika 87, 2000, equation 2.1) with the likelihood's best λ of a fixed list: skewed
/// values become nearly normal, which stretches the end where the good ones lie close together.
/// </summary>
internal static class YeoJohnson
{
    /// <summary>Transformed values with mean 0 and deviation 1; λ is chosen from −1 to 2.</summary>
    public static double[] Standardised(IReadOnlyList<double> values)
    {
        var plain = Standard(values);
        var best = plain;
        var bestLikelihood = double.NegativeInfinity;
        for (var step = -4; step <= 8; step++)
        {
            var power = step / 4.0;
            var transformed = plain.Select(value => Transform(value, power)).ToList();
            var mean = transformed.Average();
            var variance = transformed.Average(value => (value - mean) * (value - mean));
            var jacobian = plain.Sum(value => Math.Sign(value) * FixedMath.Log(Math.Abs(value) + 1)) * (power - 1);
            var likelihood = (-0.5 * values.Count * FixedMath.Log(Math.Max(variance, 1e-300))) + jacobian;
            if (likelihood > bestLikelihood)
            {
                (best, bestLikelihood) = (Standard(transformed), likelihood);
            }
        }

        return best;
    }

    private static double Transform(double value, double power) =>
        value >= 0
            ? power == 0
                ? FixedMath.Log(value + 1)
                : (FixedMath.Exp(power * FixedMath.Log(value + 1)) - 1) / power
            : power == 2
                ? -FixedMath.Log(1 - value)
                : -(FixedMath.Exp((2 - power) * FixedMath.Log(1 - value)) - 1) / (2 - power);

    private static double[] Standard(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var scale = deviation > 0 && double.IsFinite(deviation) ? deviation : 1;
        return [.. values.Select(value => (value - mean) / scale)];
    }
}
