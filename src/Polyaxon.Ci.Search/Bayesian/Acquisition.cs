using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>A utility and its derivatives by the prediction's mean and deviation.</summary>
internal readonly record struct Utility(double Value, double ByMean, double ByDeviation);

/// <summary>How promising a prediction is, for a value that is minimised; larger is better.</summary>
internal static class Acquisition
{
    private const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>Where the series takes over: below it 1 + z·m(z) has lost more digits than the series lacks.</summary>
    private const double Far = -25;

    /// <summary>
    /// The utility of a prediction: by default the logarithm of the expected improvement on <paramref name="best"/>; with classic settings
    /// what they ask for, μ + κσ (of the negated value), the logarithm of the expected improvement by ε, or that of its probability.
    /// </summary>
    public static Utility Of(UtilityFunction? utility, double best, double mean, double deviation) =>
        utility?.Acquisition switch
        {
            AcquisitionFunction.Ucb => new Utility((utility.Kappa * deviation) - mean, -1, utility.Kappa),
            AcquisitionFunction.Poi => Probability((best - utility.Eps - mean) / deviation, deviation),
            AcquisitionFunction.Ei => Improvement((best - utility.Eps - mean) / deviation, deviation),
            _ => Improvement((best - mean) / deviation, deviation),
        };

    /// <summary>
    /// log(φ(z) + zΦ(z)), accurate in the far tail, where the plain form is 0 (Ament et al., "Unexpected improvements to expected
    /// improvement", NeurIPS 2023, section 4): above −1 as it stands, below with Mills' ratio m as log φ(z) + log(1 + z·m(z)), and below −25
    /// by the asymptotic series of 1 + z·m(z).
    /// </summary>
    public static double LogImprovement(double z) =>
        z > -1
            ? FixedMath.Log(StandardNormal.Density(z) + (z * StandardNormal.Cumulative(z)))
            : (-0.5 * z * z) - LogRootTwoPi + FixedMath.Log(Excess(z));

    private static Utility Improvement(double z, double deviation)
    {
        // With h = φ + zΦ the expected improvement is σh, and its derivatives are −Φ by μ and φ by σ.
        if (z > -1)
        {
            var (density, below) = (StandardNormal.Density(z), StandardNormal.Cumulative(z));
            var h = density + (z * below);
            return new Utility(FixedMath.Log(deviation * h), -below / (deviation * h), density / (deviation * h));
        }

        var excess = Excess(z);
        return new Utility(
            (-0.5 * z * z) - LogRootTwoPi + FixedMath.Log(deviation * excess),
            -StandardNormal.LowerMillsRatio(z) / (deviation * excess),
            1 / (deviation * excess)
        );
    }

    private static Utility Probability(double z, double deviation)
    {
        var (value, slope) = LogCumulative(z);
        return new Utility(value, -slope / deviation, -slope * z / deviation);
    }

    /// <summary>The logarithm of Φ(z), accurate in the far tail, and its derivative.</summary>
    public static (double Value, double Slope) LogCumulative(double z)
    {
        if (z > -1)
        {
            var below = StandardNormal.Cumulative(z);
            return (FixedMath.Log(below), StandardNormal.Density(z) / below);
        }

        var ratio = StandardNormal.LowerMillsRatio(z);
        return ((-0.5 * z * z) - LogRootTwoPi + FixedMath.Log(ratio), 1 / ratio);
    }

    /// <summary>1 + z·m(z) for z of at most −1.</summary>
    private static double Excess(double z)
    {
        if (z > Far)
        {
            return 1 + (z * StandardNormal.LowerMillsRatio(z));
        }

        // 1 + z·m(z) = 1/z² · (1 − 3/z² + 15/z⁴ − 105/z⁶ + …): at −25 the first term left out is 5e-14.
        var inverse = 1 / (z * z);
        var sum = 1 - (13 * inverse);
        for (var factor = 11; factor >= 3; factor -= 2)
        {
            sum = 1 - (factor * inverse * sum);
        }

        return inverse * sum;
    }
}
