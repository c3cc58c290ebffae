using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Polyaxon.Ci.Search;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17), used by position:
/// draw number <c>n</c> of a stream costs the same wherever it is. A stream is keyed by the seed and a name, so that adding a
/// dimension does not change the others. Integer arithmetic only: the same numbers on every machine.
/// </summary>
public readonly struct CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _key;

    /// <summary>The stream of a seed and a name.</summary>
    public CounterRandom(long seed, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[sizeof(long) + text.Length];
        BinaryPrimitives.WriteInt64LittleEndian(input, seed);
        text.CopyTo(input, sizeof(long));
        _key = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(input));
    }

    /// <summary>The 64 bits of a draw.</summary>
    public ulong Bits(ulong draw)
    {
        var z = unchecked(_key + ((draw + 1) * Golden));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double Unit(ulong draw) => (Bits(draw) >> 11) * (1.0 / (1UL << 53));
}
