using System.Collections.Concurrent;
using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>The threads that run experiments: each runs one after another and leaves its record.</summary>
internal sealed class Slots : IDisposable
{
    private readonly BlockingCollection<ExperimentRun> _waiting = [];
    private readonly BlockingCollection<ExperimentResult> _ended = [];
    private readonly ExperimentRunner _runner;
    private readonly MetricGoal? _objective;
    private readonly ImmutableArray<string> _asked;
    private readonly CancellationToken _stop;
    private readonly CancellationToken _kill;
    private readonly List<Thread> _threads = [];

    public Slots(
        int count,
        ExperimentRunner runner,
        MetricGoal? objective,
        ImmutableArray<string> asked,
        CancellationToken stop,
        CancellationToken kill
    )
    {
        (_runner, _objective, _asked, _stop, _kill) = (runner, objective, asked, stop, kill);
        for (var i = 0; i < count; i++)
        {
            Thread thread = new(Work) { IsBackground = true, Name = "slot" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    public void Start(ExperimentRun run) => _waiting.Add(run);

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
        foreach (var run in _waiting.GetConsumingEnumerable())
        {
            _ended.Add(Attempt(run));
        }
    }

    private ExperimentResult Attempt(ExperimentRun run)
    {
        var fault = Leave(run, _runner.Started(run));
        var output = _asked.IsEmpty ? null : new OutputMetrics(_asked);
        var result = _runner.Run(run, output is null ? null : output.Read, _stop, _kill);
        result = Judge(result with { Metrics = MetricsCollector.Collect(run.MetricsPath, run.OutputsPath, output) });
        fault = Leave(run, result) ?? fault;
        return fault is null ? result : result with { Message = $"{result.Message} {fault}".Trim() };
    }

    private ExperimentResult Judge(ExperimentResult result)
    {
        var names = result.Metrics.Select(series => series.Name).ToList();
        if (_objective is null || result.Status != ExperimentStatus.Succeeded || names.Contains(_objective.Name))
        {
            return result;
        }

        var reported =
            names.Count == 0 ? "It reported no metric." : $"It reported {string.Join(", ", names.Take(10))}.";
        return result with
        {
            Status = ExperimentStatus.ObjectiveMissing,
            Message = $"'{_objective.Name}' was not reported. {reported}{NearestName.Hint(_objective.Name, names)}",
        };
    }

    private static string? Leave(ExperimentRun run, ExperimentResult result)
    {
        try
        {
            Directory.CreateDirectory(run.Folder);
            AtomicFile.Write(
                Path.Combine(run.Folder, "result.json"),
                ResultRecord.Write(result),
                durable: result.Status.IsFinal()
            );
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Its record could not be written: {fault.Message}";
        }
    }
}
