using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>A policy ends one running experiment; the others go on.</summary>
/// <param name="Experiment">The experiment that falls behind.</param>
/// <param name="Item">The item whose policy says so.</param>
/// <param name="Reason">How far it is behind, in words.</param>
public sealed record PolicyStop(long Experiment, PolicyStopping Item, string Reason);
