using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Random;

/// <summary>
/// Distinct points drawn at random. Draw number n takes the n-th number of each dimension's own stream; points drawn before are
/// passed over. When a finite space is nearly used up the rest is taken in the order of a full-cycle walk, so the search ends
/// with exactly the number of points it promised, whatever the probabilities. Where points cannot be numbered, drawing stops short
/// when no new point comes up any more.
/// </summary>
public sealed class RandomSearch : NumberedSearch
{
    /// <summary>So many draws in a row without a new point mean that drawing has become hopeless.</summary>
    private const int MaxRejections = 200;

    private readonly ImmutableArray<CounterRandom> _streams;
    private readonly CounterRandom _walk;
    private readonly BigInteger? _drawable;

    /// <summary>Creates a random search.</summary>
    public RandomSearch(SearchSpace space, RandomSearchSection section, long seed)
        : this(space, section.NExperiments, seed, "") { }

    /// <summary>Creates a stream of distinct random points under a name of its own (a Hyperband bracket, say).</summary>
    internal RandomSearch(SearchSpace space, BigInteger count, long seed, string purpose)
        : base(space)
    {
        _drawable = space.DrawableCount;
        Total = _drawable < count ? _drawable.Value : count;
        _streams = [.. space.Dimensions.Select(dimension => new CounterRandom(seed, purpose + "/" + dimension.Name))];
        _walk = new CounterRandom(seed, purpose + "//walk");
    }

    /// <inheritdoc/>
    public override BigInteger Total { get; }

    /// <inheritdoc/>
    public override IEnumerable<ImmutableArray<Value>> From(BigInteger offset)
    {
        if (offset >= Total)
        {
            yield break;
        }

        var seen = new PointSet();
        var number = BigInteger.Zero;
        foreach (var point in Draws(seen).Concat(Rest(seen)))
        {
            if (number++ >= offset)
            {
                yield return point;
            }

            if (number >= Total)
            {
                yield break;
            }
        }
    }

    private IEnumerable<ImmutableArray<Value>> Draws(PointSet seen)
    {
        var rejections = 0;
        for (ulong draw = 0; seen.Count < Total && rejections < MaxRejections; draw++)
        {
            var point = Draw(draw);
            if (seen.Add(point))
            {
                rejections = 0;
                yield return point;
            }
            else
            {
                rejections++;
            }
        }
    }

    private ImmutableArray<Value> Draw(ulong draw)
    {
        var values = ImmutableArray.CreateBuilder<Value>(_streams.Length);
        for (var i = 0; i < _streams.Length; i++)
        {
            values.Add(Space.Dimensions[i].FromUnit(_streams[i].Unit(draw)));
        }

        return values.MoveToImmutable();
    }

    /// <summary>What drawing left over of a finite space: a walk with a stride coprime to its size meets each point once.</summary>
    private IEnumerable<ImmutableArray<Value>> Rest(PointSet seen)
    {
        if (_drawable is not { } count)
        {
            yield break;
        }

        var at = _walk.Bits(0) % count;
        var stride = (_walk.Bits(1) % count) + 1;
        while (BigInteger.GreatestCommonDivisor(stride, count) != 1)
        {
            stride++;
        }

        for (var step = BigInteger.Zero; step < count && seen.Count < Total; step++)
        {
            var point = Space.DistinctAt(at);
            at = (at + stride) % count;
            if (seen.Add(point))
            {
                yield return point;
            }
        }
    }
}
