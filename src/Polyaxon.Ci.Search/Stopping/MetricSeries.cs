using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>One reported value of a metric.</summary>
/// <param name="Step">The step it was reported for, from 0; the count of earlier reports when the program gives none.</param>
/// <param name="Value">The value; NaN and infinities are possible.</param>
public readonly record struct MetricPoint(long Step, double Value);

/// <summary>All reported values of one metric of one experiment, in the order reported.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Points">The values; never empty.</param>
public sealed record MetricSeries(string Name, ImmutableArray<MetricPoint> Points)
{
    /// <summary>The value reported last.</summary>
    public double Last => Points[^1].Value;

    /// <summary>The smallest value; NaN when all are NaN.</summary>
    public double Min => Extreme(Optimization.Minimize);

    /// <summary>The largest value; NaN when all are NaN.</summary>
    public double Max => Extreme(Optimization.Maximize);

    /// <summary>The best value in a goal's sense; NaN when all are NaN.</summary>
    public double Best(Optimization optimization) => Extreme(optimization);

    private double Extreme(Optimization optimization)
    {
        var goal = new MetricGoal(Name, optimization);
        var best = double.NaN;
        foreach (var point in Points)
        {
            best = goal.IsBetter(point.Value, best) ? point.Value : best;
        }

        return best;
    }
}
