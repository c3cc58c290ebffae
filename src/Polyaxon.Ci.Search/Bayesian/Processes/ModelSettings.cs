using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>The covariance function and the priors of its hyperparameters.</summary>
/// <param name="Family">The covariance function.</param>
/// <param name="IsCategorical">Which coordinates are categories: at distance 1 when different, whatever they are.</param>
/// <param name="LogScaleCentre">The centre of the length scales' log-normal prior, whose deviation is 1.</param>
/// <param name="Restarts">Further starts of the hyperparameter fit.</param>
internal sealed record ModelSettings(KernelFamily Family, bool[] IsCategorical, double LogScaleCentre, int Restarts)
{
    /// <summary>The number of coordinates.</summary>
    public int Dimensions => IsCategorical.Length;

    /// <summary>The number of hyperparameters: a length scale per coordinate, signal variance, noise variance, all as logarithms.</summary>
    public int Count => Dimensions + 2;

    /// <summary>
    /// The settings a polyaxonfile asks for; without them our own: Matérn 3/2, as real objectives of training programs have steps and kinks.
    /// </summary>
    public static ModelSettings Of(GaussianProcessSettings? settings, bool[] isCategorical) =>
        settings is null
            ? new ModelSettings(
                KernelFamily.Matern32,
                isCategorical,
                FixedMath.Log(0.5 * Math.Sqrt(Math.Max(1, isCategorical.Length))),
                0
            )
            : new ModelSettings(
                FamilyOf(settings),
                isCategorical,
                FixedMath.Log(settings.LengthScale),
                settings.NRestartsOptimizer
            );

    /// <summary>
    /// The settings of the chains that sample hyperparameters: two, so that neither a chain that got stuck nor the number of cores matters
    /// much.
    /// </summary>
    public static ModelSettings[] Chains(GaussianProcessSettings? settings, bool[] isCategorical)
    {
        var chain = Of(settings, isCategorical);
        return [chain, chain];
    }

    /// <summary>The prior's centre, where a fit starts.</summary>
    public double[] Centre()
    {
        var centre = new double[Count];
        Array.Fill(centre, LogScaleCentre, 0, Dimensions);
        centre[^1] = -7;
        return centre;
    }

    /// <summary>
    /// The logarithm of the prior, up to a constant: length scales N(centre, 1), signal variance N(0, 1), noise variance N(−7, 2), all of
    /// logarithms.
    /// </summary>
    public double LogPrior(ReadOnlySpan<double> h)
    {
        var sum = (-0.5 * h[^2] * h[^2]) - (0.125 * (h[^1] + 7) * (h[^1] + 7));
        for (var i = 0; i < Dimensions; i++)
        {
            var off = h[i] - LogScaleCentre;
            sum -= 0.5 * off * off;
        }

        return sum;
    }

    /// <summary>Adds the prior's gradient.</summary>
    public void AddPriorGradient(ReadOnlySpan<double> h, Span<double> gradient)
    {
        for (var i = 0; i < Dimensions; i++)
        {
            gradient[i] -= h[i] - LogScaleCentre;
        }

        gradient[^2] -= h[^2];
        gradient[^1] -= 0.25 * (h[^1] + 7);
    }

    private static KernelFamily FamilyOf(GaussianProcessSettings settings) =>
        settings.Kernel == GaussianProcessKernel.Rbf ? KernelFamily.SquaredExponential
        : settings.Nu < 1 ? KernelFamily.Matern12
        : settings.Nu < 2 ? KernelFamily.Matern32
        : settings.Nu < 4 ? KernelFamily.Matern52
        : KernelFamily.SquaredExponential;
}
