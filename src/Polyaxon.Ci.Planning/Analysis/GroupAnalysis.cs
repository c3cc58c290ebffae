using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning.Analysis;

/// <summary>When a group is analysed.</summary>
public static class GroupAnalysis
{
    /// <summary>Of groups with more experiments no model is made: it would take longer than anybody wants to wait for.</summary>
    public const int MostExperiments = 1000;

    /// <summary>
    /// The analysis of a group after a batch: with Bayesian optimisation after each, with other searches once the group has ended. Null
    /// when there are too few results for a model, too many experiments, or nothing that ranks.
    /// </summary>
    /// <param name="ledger">The group.</param>
    /// <param name="hptuning">What is searched and how.</param>
    public static ModelAnalysis? Of(GroupLedger ledger, HptuningSection hptuning) =>
        ledger is { Objective: { } goal, Entries.Length: <= MostExperiments }
        && (ledger.Ended is not null || hptuning.Search is BayesianSection)
            ? ModelAnalyzer.Of(hptuning, PlanHistory.Of(ledger.Entries), goal, NextBatch(ledger, hptuning), ledger.Seed)
            : null;

    private static int NextBatch(GroupLedger ledger, HptuningSection hptuning) =>
        (int)Math.Clamp(ledger.Settings.BatchSize ?? hptuning.Concurrency, 1, MostExperiments);
}
