namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>How experiments are run.</summary>
public sealed record RunnerSettings
{
    /// <summary>Where commands run; see <see cref="EngineChoice"/>.</summary>
    public required Engine Engine { get; init; }

    /// <summary>The longest an experiment may take; null for any time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long a process that was asked to end may take before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of a log kept on disk, the last 64 KiB aside.</summary>
    public long LogCap { get; init; } = 50 * 1024 * 1024;

    /// <summary>How many last lines of the log go into the result.</summary>
    public int TailLines { get; init; } = 20;
}
