using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>A dimension of listed values: <c>values</c>, each equally likely, and <c>pvalues</c>, with probabilities.</summary>
internal sealed class ChoiceDimension : Dimension
{
    /// <summary>Numbers spread over this factor or more, all above zero, are taken to be on a log scale.</summary>
    private const double LogSpread = 100;

    private readonly ImmutableArray<Value> _grid;
    private readonly ImmutableArray<Value> _distinct;
    private readonly ImmutableArray<double> _cumulative;
    private readonly Dictionary<Value, int> _numbers = new(ValueEquality.Numeric);
    private readonly bool _isWeighted;
    private readonly bool _isLog;

    /// <summary>Creates the dimension of <c>values</c>.</summary>
    public ChoiceDimension(MatrixParameter parameter, ValuesOption option)
        : this(parameter, [.. option.Items.Select(item => new WeightedValue(item, 1))], false) => _grid = option.Items;

    /// <summary>Creates the dimension of <c>pvalues</c>.</summary>
    public ChoiceDimension(MatrixParameter parameter, PvaluesOption option)
        : this(parameter, option.Items, true) { }

    private ChoiceDimension(MatrixParameter parameter, ImmutableArray<WeightedValue> items, bool isWeighted)
        : base(parameter)
    {
        _isWeighted = isWeighted;
        var weights = new List<double>();
        var distinct = ImmutableArray.CreateBuilder<Value>();
        foreach (var (value, probability) in items.Where(item => item.Probability > 0))
        {
            if (_numbers.TryAdd(value, distinct.Count))
            {
                distinct.Add(value);
                weights.Add(probability);
            }
            else if (isWeighted)
            {
                weights[_numbers[value]] += probability;
            }
        }

        _distinct = distinct.ToImmutable();
        var sum = weights.Sum();
        var running = 0.0;
        _cumulative = [.. weights.Select(weight => (running += weight) / sum)];
        var numbers = _distinct.Select(value => value.AsDouble()).ToList();
        Kind =
            !isWeighted && numbers.TrueForAll(number => number is not null)
                ? DimensionKind.Ordered
                : DimensionKind.Categorical;
        _isLog = Kind == DimensionKind.Ordered && numbers.Min() > 0 && numbers.Max() / numbers.Min() >= LogSpread;
    }

    public override DimensionKind Kind { get; }

    public override BigInteger? GridLength => _isWeighted ? null : _grid.Length;

    public override Value? Low => Extreme((a, b) => a < b);

    public override Value? High => Extreme((a, b) => a > b);

    public override Value GridAt(BigInteger index) => _grid[(int)index];

    public override Value DistinctAt(BigInteger index) => _distinct[(int)index];

    public override BigInteger NumberFromUnit(double u) => NumberOf(u);

    public override Value FromUnit(double u) => _distinct[NumberOf(u)];

    public override double ToUnit(Value value)
    {
        var number = _numbers.GetValueOrDefault(value);
        return ((number == 0 ? 0 : _cumulative[number - 1]) + _cumulative[number]) / 2;
    }

    public override double CoordinateOf(Value value)
    {
        if (Kind == DimensionKind.Categorical)
        {
            return _numbers.GetValueOrDefault(value);
        }

        var (low, high, at) = (Low!.AsDouble()!.Value, High!.AsDouble()!.Value, value.AsDouble() ?? 0);
        return low == high ? 0.5
            : _isLog ? FixedMath.Log(at / low) / FixedMath.Log(high / low)
            : (at - low) / (high - low);
    }

    public override Value FromCoordinate(double coordinate) =>
        Kind == DimensionKind.Categorical
            ? _distinct[(int)Math.Clamp(Math.Round(coordinate), 0, _distinct.Length - 1)]
            : _distinct.MinBy(value => Math.Abs(CoordinateOf(value) - coordinate))!;

    public override bool Contains(Value value) => _numbers.ContainsKey(value);

    /// <summary>The first value whose share ends above a quantile, found by halving.</summary>
    private int NumberOf(double u)
    {
        var (low, high) = (0, _cumulative.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = u < _cumulative[middle] ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private Value? Extreme(Func<double, double, bool> isMore)
    {
        if (!_distinct.All(value => value.IsNumber))
        {
            return null;
        }

        return _distinct.Aggregate(
            (best, value) => isMore(value.AsDouble()!.Value, best.AsDouble()!.Value) ? value : best
        );
    }
}
