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
    private readonly Lattice? _lattice = option.Lattice;
    private readonly ValueTable? _values = option.Lattice is { } lattice
        ? new ValueTable(lattice.Count, index => Value.Of(lattice.At(lattice.First + index)))
        : null;

    public override DimensionKind Kind => _lattice is null ? DimensionKind.Continuous : DimensionKind.Ordered;

    public override BigInteger? GridLength => null;

    public override Value? Low =>
        option.Shape == DistributionShape.Normal ? null : _values?.At(0) ?? Value.Of(Transform(_a));

    public override Value? High =>
        option.Shape == DistributionShape.Normal ? null : _values?.At(_lattice!.Count - 1) ?? Value.Of(Transform(_b));

    public override Value GridAt(BigInteger index) => throw new InvalidOperationException($"'{Name}' has no grid.");

    public override Value DistinctAt(BigInteger index) =>
        _values?.At(index) ?? throw new InvalidOperationException($"'{Name}' has no numbered values.");

    public override BigInteger NumberFromUnit(double u) =>
        _lattice is null
            ? throw new InvalidOperationException($"'{Name}' has no numbered values.")
            : BigInteger.Clamp(_lattice.StepOf(Drawn(u)), _lattice.First, _lattice.Last) - _lattice.First;

    public override Value FromUnit(double u) => _values is null ? Value.Of(Drawn(u)) : _values.At(NumberFromUnit(u));

    public override double ToUnit(Value value)
    {
        if (option.Shape == DistributionShape.Uniform && _a == _b)
        {
            return 0.5;
        }

        var number = value.AsDouble() ?? 0;
        var x = option.IsLog ? FixedMath.Log(Math.Max(number, double.Epsilon)) : number;
        var u =
            option.Shape == DistributionShape.Uniform ? (x - _a) / (_b - _a) : StandardNormal.Cumulative((x - _a) / _b);
        return Math.Clamp(u, 0, 1);
    }

    public override double CoordinateOf(Value value)
    {
        if (option.Shape == DistributionShape.Normal || _a == _b || Contains(value))
        {
            return ToUnit(value);
        }

        // Values outside the bounds stay outside, unlike quantiles.
        var number = value.AsDouble() ?? 0;
        var x = option.IsLog ? FixedMath.Log(Math.Max(number, double.Epsilon)) : number;
        return (x - _a) / (_b - _a);
    }

    public override Value FromCoordinate(double coordinate) => FromUnit(coordinate);

    public override bool Contains(Value value)
    {
        if (
            value.AsDouble() is not { } number
            || !double.IsFinite(number)
            || (option.IsLog && _lattice is null && number <= 0)
            || (_lattice is not null && !_lattice.At(_lattice.StepOf(number)).Equals(number))
        )
        {
            return false;
        }

        return Low is null || (number >= Low.AsDouble() && number <= High!.AsDouble());
    }

    private double Drawn(double u) =>
        Transform(
            option.Shape == DistributionShape.Uniform
                ? _a + ((_b - _a) * Math.Clamp(u, 0, 1))
                : _a + (_b * StandardNormal.Quantile(Math.Clamp(u, Tail, 1 - Tail)))
        );

    private double Transform(double x) => NumberText.Round15(option.IsLog ? FixedMath.Exp(x) : x);
}
