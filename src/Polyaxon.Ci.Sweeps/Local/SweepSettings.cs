using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>How a group is run on this machine.</summary>
public sealed record SweepSettings
{
    /// <summary>The project's store folder, <c>.polyaxon</c>; an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>Where commands run; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>Who runs it.</summary>
    public required string User { get; init; }

    /// <summary>How experiments are run.</summary>
    public required RunnerSettings Runner { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>What ranks; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary>Whether build steps are left out.</summary>
    public bool SkipBuild { get; init; }

    /// <summary>How often a failed experiment is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>After so many failed experiments nothing new is started; null for any number.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>Whether an adaptive search refills free slots at once instead of waiting for its batch.</summary>
    public bool IsAsync { get; init; }
}
