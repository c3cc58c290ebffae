namespace Polyaxon.Ci.Specification.Schema;

/// <summary>The classic acquisition functions.</summary>
public enum AcquisitionFunction
{
    /// <summary>Upper confidence bound, μ + κσ.</summary>
    Ucb,

    /// <summary>Expected improvement.</summary>
    Ei,

    /// <summary>Probability of improvement.</summary>
    Poi,
}

/// <summary>The classic covariance functions.</summary>
public enum GaussianProcessKernel
{
    /// <summary>Matérn with smoothness ν.</summary>
    Matern,

    /// <summary>Squared exponential.</summary>
    Rbf,
}

/// <summary><c>gaussian_process</c> of <c>utility_function</c>.</summary>
/// <param name="Kernel">The covariance function.</param>
/// <param name="LengthScale">The centre of the length scales' prior, in units of the normalised space; above 0.</param>
/// <param name="Nu">Matérn's ν; rounded to 1/2, 3/2, 5/2 or the RBF.</param>
/// <param name="NRestartsOptimizer">Extra starts of the hyperparameter fit; at least 0.</param>
public sealed record GaussianProcessSettings(
    GaussianProcessKernel Kernel,
    double LengthScale,
    double Nu,
    int NRestartsOptimizer
);

/// <summary><c>utility_function</c> of <c>bo</c> with its defaults filled in; the acquisition acts on the normalised model.</summary>
/// <param name="Acquisition">Which acquisition function.</param>
/// <param name="Kappa">κ of ucb.</param>
/// <param name="Eps">ε of ei and poi.</param>
/// <param name="GaussianProcess">The model.</param>
/// <param name="NWarmup">Random points at which the acquisition is looked at first.</param>
/// <param name="NIter">Local searches from the best of them.</param>
public sealed record UtilityFunction(
    AcquisitionFunction Acquisition,
    double Kappa,
    double Eps,
    GaussianProcessSettings GaussianProcess,
    int NWarmup,
    int NIter
);
