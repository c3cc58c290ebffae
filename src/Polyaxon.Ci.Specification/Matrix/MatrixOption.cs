using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>What a matrix entry says about one parameter: one of the fourteen options. The family is closed.</summary>
/// <param name="Name">The option's name in the file, for example <c>logspace</c>.</param>
public abstract record MatrixOption(string Name)
{
    /// <summary>How many distinct values there are; repeated ones and those of probability 0 do not count. Null without an end.</summary>
    public abstract BigInteger? DistinctCount { get; }

    /// <summary>
    /// How many distinct values can really be drawn: a quantised normal has no bounds, but beyond some eight deviations nothing is ever
    /// drawn. Null where values cannot be numbered.
    /// </summary>
    public virtual BigInteger? DrawableCount => DistinctCount;
}

/// <summary>An option whose values can be numbered: <c>values, range, linspace, logspace, geomspace</c>. A grid needs these.</summary>
public abstract record DiscreteOption(string Name) : MatrixOption(Name)
{
    /// <summary>How many values there are, repeated ones counted each time; at least 1.</summary>
    public abstract BigInteger Count { get; }

    /// <inheritdoc/>
    public override BigInteger? DistinctCount => Count;

    /// <summary>The value of a number from 0 to <see cref="Count"/> − 1. Nothing is kept: any number is immediate.</summary>
    public abstract Value At(BigInteger index);
}

/// <summary><c>values</c>: a list of any YAML values, taken as they are.</summary>
public sealed record ValuesOption(ImmutableArray<Value> Items) : DiscreteOption("values")
{
    /// <inheritdoc/>
    public override BigInteger Count => Items.Length;

    /// <inheritdoc/>
    public override BigInteger? DistinctCount => Items.Distinct(ValueEquality.Numeric).Count();

    /// <inheritdoc/>
    public override Value At(BigInteger index) => Items[(int)index];
}

/// <summary>A value of <c>pvalues</c> and the probability with which it is drawn.</summary>
/// <param name="Value">The value.</param>
/// <param name="Probability">From 0 to 1; the last value's includes what is missing to a sum of 1.</param>
public readonly record struct WeightedValue(Value Value, double Probability);

/// <summary><c>pvalues</c>: values with probabilities that add up to 1.</summary>
public sealed record PvaluesOption(ImmutableArray<WeightedValue> Items) : MatrixOption("pvalues")
{
    /// <inheritdoc/>
    public override BigInteger? DistinctCount =>
        Items.Where(item => item.Probability > 0).Select(item => item.Value).Distinct(ValueEquality.Numeric).Count();
}

/// <summary><c>range</c>: start, start + step, … below stop, in exact decimal arithmetic.</summary>
/// <param name="Start">The first value.</param>
/// <param name="Stop">Never reached; above start.</param>
/// <param name="Step">Above zero.</param>
/// <param name="IsInteger">Whether all three were written as integers; the values are integers then, else floats.</param>
public sealed record RangeOption(ExactDecimal Start, ExactDecimal Stop, ExactDecimal Step, bool IsInteger)
    : DiscreteOption("range")
{
    /// <inheritdoc/>
    public override BigInteger Count { get; } = ExactDecimal.CeilingDivide(Stop - Start, Step);

    /// <inheritdoc/>
    public override Value At(BigInteger index)
    {
        var value = Start + (ExactDecimal.FromInteger(index) * Step);
        return IsInteger ? Value.Of(value.ToInteger()!.Value) : Value.Of(value.ToDouble());
    }
}

/// <summary><c>linspace</c>: num values from start to stop, both included, evenly spaced; exact where the quotient is a finite decimal.</summary>
/// <param name="Start">The first value.</param>
/// <param name="Stop">The last value; above start.</param>
/// <param name="Num">How many; with 1 only start.</param>
public sealed record LinspaceOption(ExactDecimal Start, ExactDecimal Stop, BigInteger Num) : DiscreteOption("linspace")
{
    /// <inheritdoc/>
    public override BigInteger Count => Num;

    /// <inheritdoc/>
    public override Value At(BigInteger index) => Value.Of(PositionAt(index).ToDouble());

    internal ExactDecimal PositionAt(BigInteger index) =>
        index.IsZero ? Start
        : index == Num - 1 ? Stop
        : Start + ((Stop - Start) * ExactDecimal.FromInteger(index)).DividedBy(Num - 1);
}

/// <summary>
/// <c>geomspace</c>, and <c>logspace</c> without a base: num values from start to stop, both included, evenly spaced on a log scale.
/// </summary>
/// <param name="Name"><c>geomspace</c> or <c>logspace</c>.</param>
/// <param name="Start">The first value; above zero.</param>
/// <param name="Stop">The last value; above start.</param>
/// <param name="Num">How many; with 1 only start.</param>
public sealed record GeometricOption(string Name, ExactDecimal Start, ExactDecimal Stop, BigInteger Num)
    : DiscreteOption(Name)
{
    /// <inheritdoc/>
    public override BigInteger Count => Num;

    /// <inheritdoc/>
    public override Value At(BigInteger index)
    {
        if (index.IsZero || index == Num - 1)
        {
            return Value.Of((index.IsZero ? Start : Stop).ToDouble());
        }

        var (from, to) = (Math.Log10(Start.ToDouble()), Math.Log10(Stop.ToDouble()));
        var share = (double)index / (double)(Num - 1);
        return Value.Of(NumberText.Round15(Math.Pow(10, from + ((to - from) * share))));
    }
}

/// <summary><c>logspace</c> with a base: <c>base</c> to the power of num exponents from start to stop, both included (NumPy's meaning).</summary>
/// <param name="Exponents">The exponents.</param>
/// <param name="Base">Above zero and not 1.</param>
public sealed record PowerOption(LinspaceOption Exponents, ExactDecimal Base) : DiscreteOption("logspace")
{
    /// <inheritdoc/>
    public override BigInteger Count => Exponents.Num;

    /// <inheritdoc/>
    public override Value At(BigInteger index) =>
        Value.Of(NumberText.Round15(Math.Pow(Base.ToDouble(), Exponents.PositionAt(index).ToDouble())));
}
