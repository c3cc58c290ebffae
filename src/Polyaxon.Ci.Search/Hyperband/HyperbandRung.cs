using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>One rung of a bracket.</summary>
/// <param name="Bracket">The bracket s, from s_max down to 0.</param>
/// <param name="Rung">The rung inside it, from 0.</param>
/// <param name="Experiments">How many experiments run in it when none fails.</param>
/// <param name="Resource">What each gets.</param>
/// <param name="Batch">The batch that runs it, from 1.</param>
public sealed record HyperbandRung(int Bracket, int Rung, long Experiments, Value Resource, int Batch);
