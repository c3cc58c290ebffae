using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning;

/// <summary>One experiment a batch will run: everything that is needed to run it and to recognise its result.</summary>
public sealed record PlannedExperiment
{
    /// <summary>The experiment's number in its group, from 1.</summary>
    public required long Index { get; init; }

    /// <summary>The matrix values, in matrix order.</summary>
    public required ImmutableArray<KeyValuePair<string, Value>> Parameters { get; init; }

    /// <summary>Matrix values, then the resource, then params.</summary>
    public required ImmutableArray<KeyValuePair<string, Value>> Declarations { get; init; }

    /// <summary>The text handed to the shell.</summary>
    public required string Command { get; init; }

    /// <summary>SHA-256, in lower-case hex, of canonical declarations, command, build section, resource and parent.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The CI job of the batch that runs it, from 0.</summary>
    public int Leg { get; init; }

    /// <summary>Hyperband's bracket; null elsewhere.</summary>
    public int? Bracket { get; init; }

    /// <summary>Hyperband's rung; null elsewhere.</summary>
    public int? Rung { get; init; }

    /// <summary>Hyperband's resource; null elsewhere.</summary>
    public Value? Resource { get; init; }

    /// <summary>The experiment it was promoted from; null elsewhere.</summary>
    public long? Parent { get; init; }
}
