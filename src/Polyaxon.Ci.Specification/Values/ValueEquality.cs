using System.Numerics;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>Ways of comparing values.</summary>
public static class ValueEquality
{
    /// <summary>Equality under which numbers of the same amount are one value whatever their type: <c>1</c> equals <c>1.0</c>.</summary>
    public static IEqualityComparer<Value> Numeric { get; } = new NumericComparer();

    private sealed class NumericComparer : IEqualityComparer<Value>
    {
        public bool Equals(Value? x, Value? y) =>
            (x, y) switch
            {
                (null, null) => true,
                (null, _) or (_, null) => false,
                (IntegerValue a, FloatValue b) => SameAmount(a, b),
                (FloatValue a, IntegerValue b) => SameAmount(b, a),
                (ListValue a, ListValue b) => a.Items.AsSpan().SequenceEqual(b.Items.AsSpan(), this),
                (MapValue a, MapValue b) => a.Entries.Length == b.Entries.Length
                    && a.Entries.All(entry => b[entry.Key] is { } other && Equals(entry.Value, other)),
                _ => x.Equals(y),
            };

        public int GetHashCode(Value value) =>
            value switch
            {
                FloatValue real when double.IsInteger(real.Number) => new BigInteger(real.Number).GetHashCode(),
                IntegerValue integer => integer.Number.GetHashCode(),
                ListValue list => list.Items.Aggregate(
                    list.Items.Length,
                    (hash, item) => HashCode.Combine(hash, GetHashCode(item))
                ),
                // Order does not matter for maps here, so neither may the hash.
                MapValue map => map.Entries.Aggregate(
                    map.Entries.Length,
                    (hash, entry) =>
                        hash
                        ^ HashCode.Combine(entry.Key.GetHashCode(StringComparison.Ordinal), GetHashCode(entry.Value))
                ),
                _ => value.GetHashCode(),
            };

        private static bool SameAmount(IntegerValue integer, FloatValue real) =>
            double.IsInteger(real.Number) && new BigInteger(real.Number) == integer.Number;
    }
}
