using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Space;

/// <summary>
/// Values that a formula computes, kept once computed where they are few: the same few are asked for in every experiment. Threads may
/// compute the same one twice, which does no harm.
/// </summary>
/// <param name="count">How many there are.</param>
/// <param name="compute">The value of a number from 0.</param>
internal sealed class ValueTable(BigInteger count, Func<BigInteger, Value> compute)
{
    /// <summary>More values than this are computed each time.</summary>
    private const int MaxKept = 1 << 16;

    private readonly Value?[] _kept = new Value?[count <= MaxKept ? (int)count : 0];

    /// <summary>The value of a number.</summary>
    public Value At(BigInteger number) => _kept.Length == 0 ? compute(number) : _kept[(int)number] ??= compute(number);
}
