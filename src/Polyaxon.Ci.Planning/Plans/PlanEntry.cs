namespace Polyaxon.Ci.Planning.Plans;

/// <summary>An experiment of the group, with what became of it.</summary>
/// <param name="Experiment">What was planned; its leg counts in the batch it belongs to.</param>
/// <param name="Batch">The batch that runs it, from 1.</param>
/// <param name="Outcome">What became of it; null while it is to be run.</param>
public sealed record PlanEntry(PlannedExperiment Experiment, int Batch, Outcome? Outcome = null)
{
    /// <summary>Whether a leg has to run it.</summary>
    public bool IsOpen => Outcome is null;
}
