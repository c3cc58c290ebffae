using System.Collections.Concurrent;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>The threads that run experiments: each runs one after another and leaves its record.</summary>
internal sealed class Slots : IDisposable
{
    private const int StackSize = 512 * 1024;
    private readonly BlockingCollection<RunningExperiment> _waiting = [];
    private readonly BlockingCollection<ExperimentResult> _ended = [];
    private readonly AttemptRunner _runner;
    private readonly CancellationToken _kill;
    private readonly List<Thread> _threads = [];
    private readonly int _most;

    public Slots(int most, AttemptRunner runner, CancellationToken kill) =>
        (_most, _runner, _kill) = (most, runner, kill);

    /// <summary>Starts an attempt on a free thread. At most as many may be under way as there are slots.</summary>
    public void Start(RunningExperiment experiment, int running)
    {
        // A concurrency of a thousand costs threads only when there is work for them.
        if (_threads.Count < Math.Min(running, _most))
        {
            Thread thread = new(Work, StackSize) { IsBackground = true, Name = "slot" };
            thread.Start();
            _threads.Add(thread);
        }

        _waiting.Add(experiment);
    }

    /// <summary>The next result; null when none came in time.</summary>
    public ExperimentResult? Take(int milliseconds) => _ended.TryTake(out var result, milliseconds) ? result : null;

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _waiting.Dispose();
        _ended.Dispose();
    }

    private void Work()
    {
        foreach (var experiment in _waiting.GetConsumingEnumerable())
        {
            _ended.Add(Attempt(experiment));
        }
    }

    private ExperimentResult Attempt(RunningExperiment experiment)
    {
        string? fault = null;
        try
        {
            if (experiment.Run.Attempt > 1)
            {
                AttemptArchive.PutAway(experiment.Run.Folder, experiment.Run.Attempt);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"What an earlier attempt left could not be put away: {e.Message}";
        }

        var result = _runner.Run(
            experiment.Run,
            experiment.Output,
            () => experiment.Behind,
            null,
            experiment.Stop,
            _kill
        );
        return fault is null ? result : result with { Message = $"{result.Message} {fault}".Trim() };
    }
}
