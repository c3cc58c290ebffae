using System.Numerics;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>The values of a quantised distribution: multiples of a quantum between two ends, computed in exact decimals.</summary>
/// <param name="First">The multiple at the lower end.</param>
/// <param name="Last">The multiple at the upper end.</param>
/// <param name="Quantum">q; above zero.</param>
/// <param name="Low">A bound below which a multiple counts as the bound itself; null without one.</param>
/// <param name="High">A bound above which a multiple counts as the bound itself; null without one.</param>
public sealed record Lattice(
    BigInteger First,
    BigInteger Last,
    ExactDecimal Quantum,
    ExactDecimal? Low,
    ExactDecimal? High
)
{
    /// <summary>
    /// A generator of 53 bits draws no normal value farther from its mean than this many deviations: the quantile of 2^-53 is −8.2095.
    /// </summary>
    private const double Reach = 8.21;

    /// <summary>How many values there are.</summary>
    public BigInteger Count => Last - First + 1;

    /// <summary>The lattice of a distribution.</summary>
    public static Lattice Of(DistributionShape shape, bool isLog, ExactDecimal a, ExactDecimal b, ExactDecimal quantum)
    {
        var (from, to) = (a.ToDouble(), b.ToDouble());
        (from, to) = shape == DistributionShape.Normal ? (from - (Reach * to), from + (Reach * to)) : (from, to);
        var (low, high) = (Transform(from, isLog), Transform(to, isLog));
        if (isLog && shape == DistributionShape.Uniform && Inside(low, high, quantum) is { } inside)
        {
            return inside;
        }

        var isBounded = shape == DistributionShape.Uniform && !isLog;
        return new Lattice(
            StepOf(low, quantum),
            StepOf(high, quantum),
            quantum,
            isBounded ? a : null,
            isBounded ? b : null
        );
    }

    /// <summary>The multiple nearest to a number, half to even, whether it is between the ends or not.</summary>
    public BigInteger StepOf(double number) => StepOf(number, Quantum);

    /// <summary>The value at a multiple.</summary>
    public double At(BigInteger step)
    {
        var value = ExactDecimal.FromInteger(step) * Quantum;
        value =
            value < Low ? Low.Value
            : value > High ? High.Value
            : value;
        return value.ToDouble();
    }

    /// <summary>
    /// A log-uniform's ends are the multiples inside its effective bounds, with a tolerance for e to a logarithm; null where there is
    /// none, and the nearest one counts.
    /// </summary>
    private static Lattice? Inside(double low, double high, ExactDecimal quantum)
    {
        const double Tolerance = 1e-12;
        var first = ExactDecimal.CeilingDivide(ExactDecimal.FromDouble(low * (1 - Tolerance)), quantum);
        var last = ExactDecimal.FloorDivide(ExactDecimal.FromDouble(high * (1 + Tolerance)), quantum);
        return first <= last ? new Lattice(first, last, quantum, null, null) : null;
    }

    private static BigInteger StepOf(double number, ExactDecimal quantum) =>
        ExactDecimal.RoundDivide(ExactDecimal.FromDouble(number), quantum);

    private static double Transform(double x, bool isLog) => NumberText.Round15(isLog ? FixedMath.Exp(x) : x);
}
