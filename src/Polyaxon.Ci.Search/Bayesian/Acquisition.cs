using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>How promising a point is, for a value that is minimised.</summary>
internal static class Acquisition
{
    private const double LogRootTwoPi = 0.91893853320467274;

    /// <summary>The utility of a prediction; larger is better.</summary>
    public static double Of(UtilityFunction? utility, double best, double mean, double variance)
    {
        var deviation = Math.Sqrt(variance);
        return utility?.Acquisition switch
        {
            AcquisitionFunction.Ucb => (utility.Kappa * deviation) - mean,
            AcquisitionFunction.Poi => FixedMath.Log(
                Math.Max(StandardNormal.Cumulative((best - utility.Eps - mean) / deviation), 1e-300)
            ),
            AcquisitionFunction.Ei => FixedMath.Log(deviation)
                + LogImprovement((best - utility.Eps - mean) / deviation),
            _ => FixedMath.Log(deviation) + LogImprovement((best - mean) / deviation),
        };
    }

    /// <summary>
    /// log(φ(z) + zΦ(z)), accurate in the far tail, where the plain form is 0 (Ament et al., "Unexpected improvements to expected
    /// improvement", NeurIPS 2023, section 4): below −25 by the asymptotic series of Mills' ratio.
    /// </summary>
    public static double LogImprovement(double z)
    {
        if (z > -25)
        {
            return FixedMath.Log(
                (FixedMath.Exp(-0.5 * z * z) * 0.3989422804014327) + (z * StandardNormal.Cumulative(z))
            );
        }

        var inverse = 1 / (z * z);
        var series = 1 - (inverse * (3 - (inverse * (15 - (inverse * (105 - (945 * inverse)))))));
        return (-0.5 * z * z) - LogRootTwoPi + FixedMath.Log(inverse) + FixedMath.Log(Math.Max(series, 0.5));
    }
}
