namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Which way a metric is better.</summary>
public enum Optimization
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}

/// <summary>A metric and which way it is better.</summary>
/// <param name="Name">The metric's name as experiments report it.</param>
/// <param name="Optimization">Which way is better.</param>
public sealed record MetricGoal(string Name, Optimization Optimization)
{
    /// <summary>Whether <paramref name="candidate"/> beats <paramref name="incumbent"/>; NaN never does, and is beaten by any number.</summary>
    public bool IsBetter(double candidate, double incumbent) =>
        !double.IsNaN(candidate)
        && (
            double.IsNaN(incumbent)
            || (Optimization == Optimization.Maximize ? candidate > incumbent : candidate < incumbent)
        );
}
