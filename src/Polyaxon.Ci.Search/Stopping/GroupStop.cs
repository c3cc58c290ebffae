using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>Early stopping ends a whole group: nothing new starts, what runs is left to finish.</summary>
/// <param name="Item">The item that is met.</param>
/// <param name="Experiment">The experiment that meets it; null for a failure budget.</param>
/// <param name="Reason">Both in words: <c>experiment 7 reached loss &lt;= 0.05 with 0.043</c>.</param>
public sealed record GroupStop(EarlyStoppingItem Item, long? Experiment, string Reason);
