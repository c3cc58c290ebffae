using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search;

/// <summary>A set of values a search proposes to run.</summary>
/// <param name="Id">The experiment's number in its group, from 1, in the order suggested.</param>
/// <param name="Values">The value of each dimension, in the order of the space.</param>
public sealed record Suggestion(long Id, ImmutableArray<Value> Values)
{
    /// <summary>Hyperband's bracket s, from s_max down to 0; null elsewhere.</summary>
    public int? Bracket { get; init; }

    /// <summary>The rung inside the bracket, from 0; null elsewhere.</summary>
    public int? Rung { get; init; }

    /// <summary>The resource the experiment gets; null elsewhere.</summary>
    public Value? Resource { get; init; }

    /// <summary>The experiment this one was promoted from; null for fresh configurations.</summary>
    public long? Parent { get; init; }
}
