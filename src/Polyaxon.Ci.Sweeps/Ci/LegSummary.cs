using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>How a leg ended.</summary>
/// <param name="Results">The result of each of its experiments.</param>
/// <param name="StopReason">Why it stopped early; null when it did not.</param>
/// <param name="MarkerPath">The stop marker it left; null when its own results do not meet early stopping.</param>
/// <param name="IsInterrupted">Whether the user or the system ended it.</param>
public sealed record LegSummary(
    ImmutableArray<ExperimentResult> Results,
    string? StopReason,
    string? MarkerPath,
    bool IsInterrupted
);

/// <summary>Hears of a running leg, on the thread that runs it.</summary>
public abstract class LegObserver
{
    /// <summary>The build steps begin.</summary>
    public virtual void Building() { }

    /// <summary>An attempt starts; its output follows.</summary>
    public virtual void Started(Planning.PlannedExperiment experiment, int attempt) { }

    /// <summary>A line of the attempt's output.</summary>
    public virtual void Line(string text) { }

    /// <summary>The output is at its end.</summary>
    public virtual void OutputEnded() { }

    /// <summary>An experiment has a result: it ran, was kept from an earlier attempt, or was never started.</summary>
    public virtual void Finished(ExperimentResult result) { }

    /// <summary>Something worth knowing.</summary>
    public virtual void Note(string text) { }
}
