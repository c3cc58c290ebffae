using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>All dimensions of a search. An empty space has exactly one point.</summary>
public sealed class SearchSpace
{
    private SearchSpace(ImmutableArray<Dimension> dimensions) => Dimensions = dimensions;

    /// <summary>The dimensions, in file order.</summary>
    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>How many points a grid runs through; null when a dimension cannot be numbered.</summary>
    public BigInteger? GridSize => Product(Dimensions.Select(dimension => dimension.GridLength));

    /// <summary>How many distinct points there are; null when infinite.</summary>
    public BigInteger? DistinctCount => Product(Dimensions.Select(dimension => dimension.DistinctCount));

    /// <summary>How many distinct points can really be drawn; null where they cannot be numbered.</summary>
    public BigInteger? DrawableCount => Product(Dimensions.Select(dimension => dimension.DrawableCount));

    /// <summary>How points are compared: value by value, numbers by amount.</summary>
    public static IEqualityComparer<ImmutableArray<Value>> PointEquality { get; } = new PointComparer();

    /// <summary>The space of a matrix.</summary>
    public static SearchSpace Of(ImmutableArray<MatrixParameter> matrix) => new([.. matrix.Select(Create)]);

    /// <summary>The grid's point of a number, the last dimension fastest.</summary>
    public ImmutableArray<Value> GridAt(BigInteger index) =>
        At(index, dimension => dimension.GridLength!.Value, (dimension, number) => dimension.GridAt(number));

    /// <summary>The distinct point of a number, the last dimension fastest.</summary>
    public ImmutableArray<Value> DistinctAt(BigInteger index) =>
        At(index, dimension => dimension.DrawableCount!.Value, (dimension, number) => dimension.DistinctAt(number));

    /// <summary>An observation's point; null when it lacks a value that this space has.</summary>
    public ImmutableArray<Value>? PointOf(Observation observation)
    {
        var values = ImmutableArray.CreateBuilder<Value>(Dimensions.Length);
        foreach (var dimension in Dimensions)
        {
            if (!observation.Parameters.TryGetValue(dimension.Name, out var value))
            {
                return null;
            }

            values.Add(value);
        }

        return values.MoveToImmutable();
    }

    /// <summary>Whether an observation is of a point; numbers are compared by amount.</summary>
    public bool IsAt(Observation observation, ImmutableArray<Value> point)
    {
        for (var i = 0; i < Dimensions.Length; i++)
        {
            if (
                !observation.Parameters.TryGetValue(Dimensions[i].Name, out var value)
                || !ValueEquality.Numeric.Equals(value, point[i])
            )
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<Value> At(
        BigInteger index,
        Func<Dimension, BigInteger> count,
        Func<Dimension, BigInteger, Value> at
    )
    {
        var values = new Value[Dimensions.Length];
        for (var i = Dimensions.Length - 1; i >= 0; i--)
        {
            index = BigInteger.DivRem(index, count(Dimensions[i]), out var number);
            values[i] = at(Dimensions[i], number);
        }

        return [.. values];
    }

    private static Dimension Create(MatrixParameter parameter) =>
        parameter.Option switch
        {
            ValuesOption values => new ChoiceDimension(parameter, values),
            PvaluesOption weighted => new ChoiceDimension(parameter, weighted),
            DiscreteOption formula => new FormulaDimension(parameter, formula),
            DistributionOption distribution => new DistributionDimension(parameter, distribution),
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        };

    private static BigInteger? Product(IEnumerable<BigInteger?> counts) =>
        counts.Aggregate((BigInteger?)BigInteger.One, (product, count) => product * count);

    private sealed class PointComparer : IEqualityComparer<ImmutableArray<Value>>
    {
        public bool Equals(ImmutableArray<Value> x, ImmutableArray<Value> y) =>
            x.AsSpan().SequenceEqual(y.AsSpan(), ValueEquality.Numeric);

        public int GetHashCode(ImmutableArray<Value> point)
        {
            var hash = new HashCode();
            foreach (var value in point)
            {
                hash.Add(value, ValueEquality.Numeric);
            }

            return hash.ToHashCode();
        }
    }
}
