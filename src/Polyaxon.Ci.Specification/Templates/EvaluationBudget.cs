using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>
/// What one rendering may spend, in steps: one for each value and one for every few characters it would print. No clock is
/// read, so the same template always ends at the same place.
/// </summary>
internal sealed class EvaluationBudget
{
    /// <summary>The most characters that a value prints.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The most bits of an integer; about 3,000 digits.</summary>
    public const int MaxBits = 10_000;

    private const int MaxDepth = 100;
    private const int MaxSteps = 4_000_000;
    private const int CharactersPerStep = 16;
    private long _steps = MaxSteps;

    /// <summary>Pays for a value; false when it is too large or too deep, or no steps are left.</summary>
    public bool TrySpend(Value value)
    {
        var rest = (long)MaxLength;
        var fits = Measure(value, MaxDepth, ref rest);
        _steps -= 1 + ((MaxLength - rest) / CharactersPerStep);
        return fits && _steps >= 0;
    }

    /// <summary>
    /// Takes a value's printed size off the rest. Lists share their items, so a few doublings would make a value that cannot
    /// be printed: the size counted is that of the whole tree.
    /// </summary>
    private static bool Measure(Value value, int depth, ref long rest)
    {
        rest -= value switch
        {
            TextValue text => text.Text.Length,
            IntegerValue integer => integer.Number.GetBitLength() <= MaxBits ? 8 : MaxLength,
            _ => 8,
        };
        if (rest < 0 || depth == 0)
        {
            return false;
        }

        return value switch
        {
            ListValue list => MeasureAll(list.Items, depth - 1, ref rest),
            MapValue map => MeasureAll(map.Entries.Select(entry => entry.Value), depth - 1, ref rest),
            _ => true,
        };
    }

    private static bool MeasureAll(IEnumerable<Value> values, int depth, ref long rest)
    {
        foreach (var value in values)
        {
            if (!Measure(value, depth, ref rest))
            {
                return false;
            }
        }

        return true;
    }
}
