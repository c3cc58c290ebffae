using System.Numerics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>How the values of a dimension relate to each other.</summary>
public enum DimensionKind
{
    /// <summary>Any value of an interval.</summary>
    Continuous,

    /// <summary>Separate numbers with an order and a distance.</summary>
    Ordered,

    /// <summary>Separate values without an order.</summary>
    Categorical,
}

/// <summary>
/// One searched parameter. Every matrix option is mapped to and from the unit interval in two ways: by its own
/// distribution (<see cref="FromUnit"/>, for sampling) and by distance (<see cref="CoordinateOf"/>, for models).
/// Nothing is materialised. Immutable.
/// </summary>
public abstract class Dimension(MatrixParameter parameter)
{
    /// <summary>The matrix entry.</summary>
    public MatrixParameter Parameter { get; } = parameter;

    /// <summary>The parameter's name.</summary>
    public string Name => Parameter.Name;

    /// <summary>How the values relate.</summary>
    public abstract DimensionKind Kind { get; }

    /// <summary>How many values a grid runs through, repeated ones counted each time; null when they cannot be numbered.</summary>
    public abstract BigInteger? GridLength { get; }

    /// <summary>How many distinct values there are (zero-probability and repeated ones left out); null when infinite.</summary>
    public BigInteger? DistinctCount => Parameter.Option.DistinctCount;

    /// <summary>How many distinct values can really be drawn; null where they cannot be numbered.</summary>
    public BigInteger? DrawableCount => Parameter.Option.DrawableCount;

    /// <summary>The smallest effective value; null when values are not numbers.</summary>
    public abstract Value? Low { get; }

    /// <summary>The largest effective value; null when values are not numbers.</summary>
    public abstract Value? High { get; }

    /// <summary>The grid's value of a number from 0 to <see cref="GridLength"/> − 1; only where there is a grid.</summary>
    public abstract Value GridAt(BigInteger index);

    /// <summary>The distinct value of a number from 0 to <see cref="DrawableCount"/> − 1; only where finite.</summary>
    public abstract Value DistinctAt(BigInteger index);

    /// <summary>The number, for <see cref="DistinctAt"/>, of the value at a quantile; only where finite.</summary>
    public abstract BigInteger NumberFromUnit(double u);

    /// <summary>The value at quantile <paramref name="u"/> in [0, 1) of the dimension's own distribution.</summary>
    public abstract Value FromUnit(double u);

    /// <summary>A quantile whose value is <paramref name="value"/> (the middle of its share where it has one).</summary>
    public abstract double ToUnit(Value value);

    /// <summary>
    /// The model's coordinate: in [0, 1] and proportional to distance (on a log scale where values are geometric, by the cumulative
    /// distribution where they are normal); the number of the distinct value where categorical.
    /// </summary>
    public abstract double CoordinateOf(Value value);

    /// <summary>The legal value nearest to a coordinate.</summary>
    public abstract Value FromCoordinate(double coordinate);

    /// <summary>Whether the value is one this dimension can take (numbers compared by amount).</summary>
    public abstract bool Contains(Value value);
}
