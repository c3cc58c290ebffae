using System.Numerics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>A dimension of numbered values that follow a formula: range, linspace, logspace, geomspace. All are distinct and ascending.</summary>
internal sealed class FormulaDimension(MatrixParameter parameter, DiscreteOption option) : Dimension(parameter)
{
    private readonly bool _isGeometric = option is GeometricOption or PowerOption;
    private readonly BigInteger _count = option.Count;
    private readonly ValueTable _values = new(option.Count, option.At);

    public override DimensionKind Kind => DimensionKind.Ordered;

    public override BigInteger? GridLength => _count;

    public override Value? Low => First.AsDouble() <= Last.AsDouble() ? First : Last;

    public override Value? High => First.AsDouble() <= Last.AsDouble() ? Last : First;

    private Value First => _values.At(0);

    private Value Last => _values.At(_count - 1);

    public override Value GridAt(BigInteger index) => _values.At(index);

    public override Value DistinctAt(BigInteger index) => _values.At(index);

    public override BigInteger NumberFromUnit(double u) => UnitIndex.Of(u, _count);

    public override Value FromUnit(double u) => _values.At(UnitIndex.Of(u, _count));

    public override double ToUnit(Value value) => UnitIndex.Middle(Find(value) ?? BigInteger.Zero, _count);

    public override double CoordinateOf(Value value) => Scaled(value.AsDouble() ?? 0);

    public override Value FromCoordinate(double coordinate)
    {
        // Coordinates grow with the number, so the nearest value is found by halving.
        BigInteger low = 0,
            high = _count - 1;
        var isAscending = First.AsDouble() <= Last.AsDouble();
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var isBelow = CoordinateOf(_values.At(middle)) <= coordinate;
            (low, high) = isBelow == isAscending ? (middle, high) : (low, middle);
        }

        var (a, b) = (_values.At(low), _values.At(high));
        return Math.Abs(CoordinateOf(a) - coordinate) <= Math.Abs(CoordinateOf(b) - coordinate) ? a : b;
    }

    public override bool Contains(Value value) => Find(value) is not null;

    private double Scaled(double number)
    {
        var (low, high) = (Low!.AsDouble()!.Value, High!.AsDouble()!.Value);
        return low == high ? 0.5
            : _isGeometric ? FixedMath.Log(number / low) / FixedMath.Log(high / low)
            : (number - low) / (high - low);
    }

    private BigInteger? Find(Value value)
    {
        if (value.AsDouble() is not { } number || !double.IsFinite(number) || (_isGeometric && number <= 0))
        {
            return null;
        }

        // The formula's inverse is off by rounding only, so its neighbours are looked at too.
        var span = _count - 1;
        var share = Scaled(number);
        var near = First.AsDouble() <= Last.AsDouble() ? share : 1 - share;
        var guess =
            span.IsZero || double.IsNaN(near) ? BigInteger.Zero : new BigInteger(Math.Round(near * (double)span));
        for (var index = guess - 1; index <= guess + 1; index++)
        {
            if (index >= 0 && index <= span && ValueEquality.Numeric.Equals(_values.At(index), value))
            {
                return index;
            }
        }

        return null;
    }
}
