using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Random;

/// <summary>
/// 64 bits that stand for a point, the same on every machine and in every run (unlike <see cref="HashCode"/>). Equal points have equal
/// bits, numbers being compared by amount: <c>1</c> and <c>1.0</c> are one value.
/// </summary>
internal static class PointHash
{
    /// <summary>The bits of a point; never zero.</summary>
    public static ulong Of(ImmutableArray<Value> point)
    {
        var hash = 0UL;
        foreach (var value in point)
        {
            hash = Mix(hash ^ Of(value));
        }

        return hash == 0 ? 1 : hash;
    }

    private static ulong Of(Value value) =>
        value switch
        {
            FloatValue real => Number(real.Number),
            IntegerValue integer => Integer(integer.Number),
            TextValue text => Text(text.Text),
            BooleanValue boolean => boolean.Flag ? 2UL : 3UL,
            ListValue list => list.Items.Aggregate(5UL, (hash, item) => Mix(hash ^ Of(item))),
            // The order of a map's entries does not matter, so the bits of its entries are added up.
            MapValue map => map.Entries.Aggregate(7UL, (hash, entry) => hash + Mix(Text(entry.Key) ^ Of(entry.Value))),
            _ => 1UL,
        };

    private static ulong Number(double number) => Mix(BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number));

    private static ulong Integer(BigInteger number)
    {
        var near = (double)number;
        if (double.IsFinite(near) && new BigInteger(near) == number)
        {
            return Number(near);
        }

        return number.ToByteArray().Aggregate(11UL, (hash, part) => Mix(hash ^ part));
    }

    private static ulong Text(string text)
    {
        var hash = 13UL;
        foreach (var c in text)
        {
            hash = Mix(hash ^ c);
        }

        return hash;
    }

    /// <summary>The finaliser of SplitMix64: a bijection of 64 bits.</summary>
    private static ulong Mix(ulong z)
    {
        z = unchecked(z + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
