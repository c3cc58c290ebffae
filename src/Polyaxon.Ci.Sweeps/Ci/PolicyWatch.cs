using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>Looks at intervals at what a running experiment reports, and ends it when it falls behind the finished ones.</summary>
internal sealed class PolicyWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly ImmutableArray<EarlyStoppingItem> _items;
    private readonly RunningExperiment _running;
    private readonly ImmutableArray<ExperimentSeries> _finished;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private bool _isOver;

    public PolicyWatch(
        ImmutableArray<EarlyStoppingItem> items,
        RunningExperiment running,
        ImmutableArray<ExperimentSeries> finished,
        TimeProvider time
    )
    {
        (_items, _running, _finished) = (items, running, finished);
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    /// <summary>A look that takes longer than the interval is not followed by another meanwhile.</summary>
    private void Look()
    {
        if (!_lock.TryEnter())
        {
            return;
        }

        try
        {
            if (_isOver || _running.Behind is not null)
            {
                return;
            }

            ExperimentSeries own = new(
                _running.Run.Experiment.Index,
                ExperimentStatus.Running,
                _running.Metrics.Read()
            );
            foreach (var stop in StoppingPolicies.Evaluate(_items, [.. _finished, own]))
            {
                _running.EndBehind(stop.Reason);
            }
        }
        finally
        {
            _lock.Exit();
        }
    }
}
