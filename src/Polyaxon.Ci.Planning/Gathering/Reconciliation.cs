using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>A plan compared with the results that arrived.</summary>
/// <param name="Entries">All experiments of the group so far, each with an outcome.</param>
/// <param name="Problems">What is wrong with the results.</param>
/// <param name="Expected">Experiments of the plan's batch that legs had to run.</param>
/// <param name="Superseded">Results of attempts that a newer one replaces.</param>
public sealed record Reconciliation(
    ImmutableArray<PlanEntry> Entries,
    ImmutableArray<Problem> Problems,
    int Expected,
    int Superseded
);
