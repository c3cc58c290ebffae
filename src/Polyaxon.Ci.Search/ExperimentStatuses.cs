namespace Polyaxon.Ci.Search;

/// <summary>Facts about statuses and their spelling.</summary>
public static class ExperimentStatuses
{
    private static readonly ExperimentStatus[] All = Enum.GetValues<ExperimentStatus>();

    /// <summary>Whether an experiment with this status is over.</summary>
    public static bool IsFinal(this ExperimentStatus status) =>
        status
            is ExperimentStatus.Succeeded
                or ExperimentStatus.Failed
                or ExperimentStatus.UpstreamFailed
                or ExperimentStatus.Stopped
                or ExperimentStatus.Skipped
                or ExperimentStatus.ObjectiveMissing;

    /// <summary>The spelling in files and tables: <c>succeeded</c>, <c>upstream_failed</c>, <c>objective_missing</c>.</summary>
    public static string ToText(this ExperimentStatus status) =>
        status switch
        {
            ExperimentStatus.Created => "created",
            ExperimentStatus.Resuming => "resuming",
            ExperimentStatus.Warning => "warning",
            ExperimentStatus.Unschedulable => "unschedulable",
            ExperimentStatus.Building => "building",
            ExperimentStatus.Scheduled => "scheduled",
            ExperimentStatus.Starting => "starting",
            ExperimentStatus.Running => "running",
            ExperimentStatus.Succeeded => "succeeded",
            ExperimentStatus.Failed => "failed",
            ExperimentStatus.UpstreamFailed => "upstream_failed",
            ExperimentStatus.Stopped => "stopped",
            ExperimentStatus.Skipped => "skipped",
            ExperimentStatus.ObjectiveMissing => "objective_missing",
            _ => "unknown",
        };

    /// <summary>Reads a spelling, whatever its case; false when it is not a status.</summary>
    public static bool TryParse(string text, out ExperimentStatus status)
    {
        foreach (var candidate in All)
        {
            if (candidate.ToText().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                status = candidate;
                return true;
            }
        }

        status = ExperimentStatus.Unknown;
        return false;
    }
}
