namespace Polyaxon.Ci.Search;

/// <summary>The life cycle of an experiment, with the names of the old platform.</summary>
public enum ExperimentStatus
{
    /// <summary>Planned, not started.</summary>
    Created,

    /// <summary>Will be started again.</summary>
    Resuming,

    /// <summary>Something is odd.</summary>
    Warning,

    /// <summary>No machine can take it.</summary>
    Unschedulable,

    /// <summary>Its image or build steps are running.</summary>
    Building,

    /// <summary>Waits for a machine.</summary>
    Scheduled,

    /// <summary>Its process is being started.</summary>
    Starting,

    /// <summary>Its process is running.</summary>
    Running,

    /// <summary>Ended with exit code 0 (and the objective, when one is asked for).</summary>
    Succeeded,

    /// <summary>Ended with another exit code, by a signal or by its timeout, or could not be started.</summary>
    Failed,

    /// <summary>Something it depends on failed.</summary>
    UpstreamFailed,

    /// <summary>Ended or never started by early stopping or by the user.</summary>
    Stopped,

    /// <summary>Left out.</summary>
    Skipped,

    /// <summary>Ended with exit code 0 but did not report the objective.</summary>
    ObjectiveMissing,

    /// <summary>Its state cannot be told.</summary>
    Unknown,
}
