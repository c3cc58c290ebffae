using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>How a group ended.</summary>
/// <param name="Id">The group's running number.</param>
/// <param name="Status"><c>done</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it stopped or failed; null when it is done.</param>
/// <param name="Results">The newest result of each experiment.</param>
/// <param name="Best">The best experiment; null when there is no objective or nobody reported it.</param>
/// <param name="BestName">Its unique name; null with it.</param>
/// <param name="IsInterrupted">Whether the user ended it.</param>
public sealed record SweepSummary(
    long Id,
    string Status,
    string? Reason,
    IReadOnlyList<ExperimentResult> Results,
    ExperimentResult? Best,
    string? BestName,
    bool IsInterrupted
);

/// <summary>Hears of a running group, on the thread that runs it.</summary>
public abstract class SweepObserver
{
    /// <summary>The group has its number.</summary>
    public virtual void Created(long group) { }

    /// <summary>The build steps begin.</summary>
    public virtual void Building() { }

    /// <summary>An attempt was handed to a slot.</summary>
    public virtual void Started(PlannedExperiment experiment, long id, int attempt) { }

    /// <summary>An attempt ended.</summary>
    public virtual void Finished(ExperimentResult result, long id) { }

    /// <summary>Something worth knowing.</summary>
    public virtual void Note(string text) { }
}
