namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>The covariance functions; all are functions of the scaled distance alone.</summary>
internal enum KernelFamily
{
    /// <summary>Matérn with ν = 1/2, the exponential.</summary>
    Matern12,

    /// <summary>Matérn with ν = 3/2.</summary>
    Matern32,

    /// <summary>Matérn with ν = 5/2.</summary>
    Matern52,

    /// <summary>The squared exponential.</summary>
    SquaredExponential,
}
