using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>An attempt under way: what it reports, and a way to end it alone.</summary>
internal sealed class RunningExperiment : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private volatile string? _behind;

    public RunningExperiment(ExperimentRun run, OutputMetrics? output, CancellationToken stop)
    {
        (Run, Output) = (run, output);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Metrics = new LiveMetrics(run.MetricsPath, run.OutputsPath, output);
    }

    /// <summary>The attempt.</summary>
    public ExperimentRun Run { get; }

    /// <summary>What is found in its output; null when nobody listens.</summary>
    public OutputMetrics? Output { get; }

    /// <summary>What it has reported so far.</summary>
    public LiveMetrics Metrics { get; }

    /// <summary>Cancelled when it is to end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Why it fell behind; null when it did not.</summary>
    public string? Behind => _behind;

    /// <summary>Ends it because it fell behind.</summary>
    public void EndBehind(string reason)
    {
        _behind = reason;
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
