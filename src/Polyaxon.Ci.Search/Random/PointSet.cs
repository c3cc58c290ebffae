using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Random;

/// <summary>
/// Which points were drawn, remembered by 64 bits each instead of whole points: a million take some 16 MB. Two points share their bits
/// once in 10^7 sets of a million; the later one is passed over then, as if it had been drawn before, and the same on every machine.
/// </summary>
internal sealed class PointSet
{
    /// <summary>Slots of an open-addressed table, at most half full; zero is empty.</summary>
    private ulong[] _slots = new ulong[64];

    /// <summary>How many points are in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a point; false when it is there already. Numbers are compared by amount.</summary>
    public bool Add(ImmutableArray<Value> point)
    {
        if (Count * 2 >= _slots.Length)
        {
            Grow();
        }

        if (!Put(_slots, PointHash.Of(point)))
        {
            return false;
        }

        Count++;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot != 0)
            {
                Put(larger, slot);
            }
        }

        _slots = larger;
    }

    private static bool Put(ulong[] slots, ulong hash)
    {
        for (var at = (int)(hash % (ulong)slots.Length); ; at = (at + 1) % slots.Length)
        {
            if (slots[at] == hash)
            {
                return false;
            }

            if (slots[at] == 0)
            {
                slots[at] = hash;
                return true;
            }
        }
    }
}
