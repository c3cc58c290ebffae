using Polyaxon.Ci.Planning;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>An experiment of the group: what was planned, and where it stands.</summary>
/// <param name="Planned">What was planned.</param>
/// <param name="Batch">The batch it belongs to.</param>
/// <param name="Id">Its running number in the project.</param>
internal sealed record LedgerEntry(PlannedRun Planned, int Batch, long Id)
{
    /// <summary>The experiment.</summary>
    public PlannedExperiment Experiment => Planned.Experiment;

    /// <summary>The newest attempt; 0 before the first.</summary>
    public int Attempt { get; set; }

    /// <summary>How often it failed since this tool runs the group.</summary>
    public int Failures { get; set; }
}
