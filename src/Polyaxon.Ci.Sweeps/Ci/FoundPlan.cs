using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>A file that should hold a plan.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Plan">The plan; null when it holds none.</param>
/// <param name="Digest">The SHA-256 of its bytes, in lower-case hex.</param>
/// <param name="Fault">Why it holds none; null when it does.</param>
public sealed record FoundPlan(string Path, SweepPlan? Plan, string Digest, string? Fault);
