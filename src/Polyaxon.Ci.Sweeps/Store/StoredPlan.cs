using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>An experiment about to be stored.</summary>
/// <param name="Run">What was planned.</param>
/// <param name="Line">The suggestion as text, from which it can be planned again; null when it never has to be.</param>
internal sealed record StoredPlan(PlannedRun Run, string? Line);

/// <summary>Where an experiment stands, for going on with its group.</summary>
/// <param name="Id">The running number in the project.</param>
/// <param name="Number">The number in its group.</param>
/// <param name="Plan">The suggestion as text; null when it was not kept.</param>
/// <param name="Attempt">The newest attempt; 0 before the first.</param>
/// <param name="Status">Its status.</param>
/// <param name="Message">Why; null when there is nothing to say.</param>
/// <param name="StartedAt">When the newest attempt started; null before.</param>
/// <param name="FinishedAt">When it ended; null before.</param>
internal sealed record PlannedRow(
    long Id,
    long Number,
    string? Plan,
    int Attempt,
    ExperimentStatus Status,
    string? Message,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
);
