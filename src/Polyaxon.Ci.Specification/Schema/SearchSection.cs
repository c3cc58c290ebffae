using System.Numerics;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>How <c>hptuning</c> searches the matrix. The family is closed; no section in the file means grid search.</summary>
/// <param name="Algorithm"><c>grid</c>, <c>random</c>, <c>hyperband</c> or <c>bo</c>.</param>
public abstract record SearchSection(string Algorithm)
{
    /// <summary>Whether what is suggested depends on results.</summary>
    public bool IsAdaptive => this is HyperbandSection or BayesianSection;

    /// <summary>The metric the search ranks by; null for grid and random.</summary>
    public MetricGoal? Goal => (this as HyperbandSection)?.Metric ?? (this as BayesianSection)?.Metric;
}

/// <summary><c>grid_search</c>: every combination in file order, the last parameter fastest.</summary>
/// <param name="NExperiments">Only the first so many; null for all.</param>
public sealed record GridSearchSection(BigInteger? NExperiments) : SearchSection("grid");

/// <summary><c>random_search</c>: distinct points drawn at random.</summary>
/// <param name="NExperiments">How many; at least 1.</param>
public sealed record RandomSearchSection(BigInteger NExperiments) : SearchSection("random");

/// <summary>The resource Hyperband spends, for example epochs.</summary>
/// <param name="Name">The parameter through which an experiment is told its resource.</param>
/// <param name="IsInteger">Whether it is rounded down to an integer (at least 1); else a float.</param>
public sealed record HyperbandResource(string Name, bool IsInteger);

/// <summary>Who proposes Hyperband's fresh configurations.</summary>
public enum HyperbandSampler
{
    /// <summary>Drawn at random, as in the original.</summary>
    Random,

    /// <summary>Suggested by the Bayesian model from the levels already seen, once there are enough results.</summary>
    Bo,
}

/// <summary><c>hyperband</c> (Li et al., JMLR 18, 2018).</summary>
/// <param name="MaxIter">R, the most resource one experiment gets; at least 1.</param>
/// <param name="Eta">η, one of how many is kept from rung to rung; above 1.</param>
/// <param name="Resource">What is spent.</param>
/// <param name="Metric">What ranks.</param>
/// <param name="Resume">Whether a promoted experiment continues from its predecessor's outputs.</param>
/// <param name="Sampler">Who proposes fresh configurations.</param>
public sealed record HyperbandSection(
    long MaxIter,
    double Eta,
    HyperbandResource Resource,
    MetricGoal Metric,
    bool Resume,
    HyperbandSampler Sampler
) : SearchSection("hyperband");

/// <summary><c>bo</c>: Bayesian optimisation.</summary>
/// <param name="NInitialTrials">How many points of the initial design; at least 1.</param>
/// <param name="NIterations">How many suggestions after them; at least 1.</param>
/// <param name="Metric">What is optimised.</param>
/// <param name="Utility">The classic settings; null for the project's own engine.</param>
/// <param name="StopWhenGainBelow">End when another batch is expected to gain less than this, in units of the metric; null never.</param>
public sealed record BayesianSection(
    long NInitialTrials,
    long NIterations,
    MetricGoal Metric,
    UtilityFunction? Utility,
    double? StopWhenGainBelow
) : SearchSection("bo");
