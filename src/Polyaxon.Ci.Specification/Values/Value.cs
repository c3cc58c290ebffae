using System.Collections.Immutable;
using System.Numerics;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>
/// A typed value as a polyaxonfile can hold it: null, boolean, exact integer, double, text, list or map.
/// The family is closed; equality is structural and keeps the types apart (<c>1</c> is not <c>1.0</c>).
/// Use <see cref="ValueEquality.Numeric"/> where equal numbers of different type count as one value.
/// </summary>
public abstract record Value
{
    private protected Value() { }

    /// <summary>The null value.</summary>
    public static Value Null { get; } = new NullValue();

    /// <summary>A boolean value.</summary>
    public static Value Of(bool value) => new BooleanValue(value);

    /// <summary>An exact integer value.</summary>
    public static Value Of(BigInteger value) => new IntegerValue(value);

    /// <summary>An exact integer value.</summary>
    public static Value Of(long value) => new IntegerValue(value);

    /// <summary>A floating-point value; NaN and infinities are allowed (metrics may hold them).</summary>
    public static Value Of(double value) => new FloatValue(value);

    /// <summary>A text value.</summary>
    public static Value Of(string value) => new TextValue(value);

    /// <summary>True for integers and floats (a boolean is not a number).</summary>
    public bool IsNumber => this is IntegerValue or FloatValue;

    /// <summary>The value as a double; null when it is not a number. Integers beyond the range become infinite.</summary>
    public double? AsDouble() =>
        this switch
        {
            IntegerValue integer => (double)integer.Number,
            FloatValue real => real.Number,
            _ => null,
        };

    /// <summary>The value as Python's <c>str()</c> writes it; see <see cref="PythonText"/>.</summary>
    public sealed override string ToString() => PythonText.Format(this);
}

/// <summary>The null value.</summary>
public sealed record NullValue : Value;

/// <summary>A boolean.</summary>
public sealed record BooleanValue(bool Flag) : Value;

/// <summary>An exact integer of any size.</summary>
public sealed record IntegerValue(BigInteger Number) : Value;

/// <summary>A double.</summary>
public sealed record FloatValue(double Number) : Value;

/// <summary>A text.</summary>
public sealed record TextValue(string Text) : Value;

/// <summary>A list of values.</summary>
public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    /// <inheritdoc/>
    public bool Equals(ListValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}

/// <summary>A map from names to values that keeps the order of the file. Two maps are equal when they hold the same entries in the same order.</summary>
public sealed record MapValue(ImmutableArray<KeyValuePair<string, Value>> Entries) : Value
{
    /// <summary>The value of a name; null when there is none.</summary>
    public Value? this[string name]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == name)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public bool Equals(MapValue? other) => other is not null && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in Entries)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
