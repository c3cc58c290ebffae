using System.Numerics;
using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>
/// A dimension drawn from a distribution. Quantised ones are lattices: rounded half to even to a multiple of q in exact decimal,
/// and for <c>quniform</c> kept between its bounds.
/// </summary>
internal sealed class DistributionDimension(MatrixParameter parameter, DistributionOption option) : Dimension(parameter)
{
    /// <summary>Quantiles nearer to the ends of a normal than this are not drawn: 2^-53 is the step of the generator.</summary>
    private const double Tail = 1.0 / (1L << 53);

    private readonly double _a = option.A.ToDouble();
    private readonly double _b = option.B.ToDouble();

    public override DimensionKind Kind => option.Quantum is null ? DimensionKind.Continuous : DimensionKind.Ordered;

    public override BigInteger? GridLength => null;

    public override BigInteger? DistinctCount =>
        option.Quantum is null || option.Shape == DistributionShape.Normal ? null : LastStep - FirstStep + 1;

    public override Value? Low =>
        option.Shape == DistributionShape.Normal ? null
        : option.Quantum is null ? ValueOf(Transform(_a))
        : AtStep(FirstStep);

    public override Value? High =>
        option.Shape == DistributionShape.Normal ? null
        : option.Quantum is null ? ValueOf(Transform(_b))
        : AtStep(LastStep);

    private BigInteger FirstStep => Bounds.First;

    private BigInteger LastStep => Bounds.Last;

    /// <summary>
    /// The lattice's ends. Those of a log-uniform are the multiples of q inside the effective bounds (the nearest one where there is
    /// none), with a tolerance for e to a logarithm.
    /// </summary>
    private (BigInteger First, BigInteger Last) Bounds
    {
        get
        {
            var (low, high) = (Transform(_a), Transform(_b));
            if (option.IsLog)
            {
                const double Tolerance = 1e-12;
                var first = ExactDecimal.CeilingDivide(
                    ExactDecimal.FromDouble(low * (1 - Tolerance)),
                    option.Quantum!.Value
                );
                var last = ExactDecimal.FloorDivide(
                    ExactDecimal.FromDouble(high * (1 + Tolerance)),
                    option.Quantum.Value
                );
                if (first <= last)
                {
                    return (first, last);
                }
            }

            return (StepOf(low), StepOf(high));
        }
    }

    public override Value GridAt(BigInteger index) => throw new InvalidOperationException($"'{Name}' has no grid.");

    public override Value DistinctAt(BigInteger index) =>
        DistinctCount is null
            ? throw new InvalidOperationException($"'{Name}' has no numbered values.")
            : AtStep(FirstStep + index);

    public override Value FromUnit(double u) => ValueOf(Transform(Quantile(u)));

    public override double ToUnit(Value value)
    {
        var number = value.AsDouble() ?? 0;
        var x = option.IsLog ? FixedMath.Log(Math.Max(number, double.Epsilon)) : number;
        var u =
            option.Shape == DistributionShape.Uniform ? (x - _a) / (_b - _a) : StandardNormal.Cumulative((x - _a) / _b);
        return Math.Clamp(u, 0, 1);
    }

    public override double CoordinateOf(Value value) => ToUnit(value);

    public override Value FromCoordinate(double coordinate) => FromUnit(coordinate);

    public override bool Contains(Value value)
    {
        if (
            value.AsDouble() is not { } number
            || !double.IsFinite(number)
            || (option.IsLog && option.Quantum is null && number <= 0)
        )
        {
            return false;
        }

        if (option.Quantum is not null)
        {
            return ValueEquality.Numeric.Equals(AtStep(StepOf(number)), value)
                && (Low is null || (number >= Low.AsDouble() && number <= High!.AsDouble()));
        }

        return Low is null || (number >= Low.AsDouble() && number <= High!.AsDouble());
    }

    private double Quantile(double u) =>
        option.Shape == DistributionShape.Uniform
            ? _a + ((_b - _a) * Math.Clamp(u, 0, 1))
            : _a + (_b * StandardNormal.Quantile(Math.Clamp(u, Tail, 1 - Tail)));

    private double Transform(double x) => NumberText.Round15(option.IsLog ? FixedMath.Exp(x) : x);

    private Value ValueOf(double x)
    {
        if (option.Quantum is null)
        {
            return Value.Of(x);
        }

        var step = StepOf(x);
        return AtStep(
            option.Shape == DistributionShape.Normal ? step : BigInteger.Max(FirstStep, BigInteger.Min(step, LastStep))
        );
    }

    private BigInteger StepOf(double x) => ExactDecimal.RoundDivide(ExactDecimal.FromDouble(x), option.Quantum!.Value);

    private Value AtStep(BigInteger step)
    {
        var value = ExactDecimal.FromInteger(step) * option.Quantum!.Value;
        var isBounded = option is { Shape: DistributionShape.Uniform, IsLog: false };
        value =
            isBounded && value < option.A ? option.A
            : isBounded && value > option.B ? option.B
            : value;
        return Value.Of(value.ToDouble());
    }
}
