namespace Polyaxon.Ci.Planning.Plans;

/// <summary>How batches are sized and packed; kept in the plan, so that each batch is made like the first.</summary>
public sealed record PlanSettings
{
    /// <summary>Experiments of one leg; null for a choice from concurrency and time.</summary>
    public int? PerJob { get; init; }

    /// <summary>The most legs of a batch; from 1 to <see cref="CiLimits.MatrixJobs"/>.</summary>
    public int MaxJobs { get; init; } = CiLimits.MatrixJobs;

    /// <summary>Experiments of one batch; null for the rule of the search.</summary>
    public long? BatchSize { get; init; }

    /// <summary>How many batches the workflow has; at least 1.</summary>
    public int MaxBatches { get; init; } = Planning.BatchSize.MaxBatches;

    /// <summary>About how long an experiment takes; null when nobody said.</summary>
    public double? MinutesPerExperiment { get; init; }

    /// <summary>What a job takes before its first experiment.</summary>
    public double SetupMinutes { get; init; } = 1;
}
