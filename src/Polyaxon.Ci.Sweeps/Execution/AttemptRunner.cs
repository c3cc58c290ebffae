using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Runs an attempt and leaves its record: as started, then replaced when it has ended, with its metrics. The same on a laptop and in
/// CI. Safe for concurrent use.
/// </summary>
/// <param name="runner">Runs commands.</param>
/// <param name="objective">The metric an attempt has to report; null when none ranks.</param>
/// <param name="asked">The metrics looked for in the output.</param>
public sealed class AttemptRunner(ExperimentRunner runner, MetricGoal? objective, ImmutableArray<string> asked)
{
    // A result that was made quickly is made again quickly, should the machine lose power; a flush would cost more than it.
    private static readonly TimeSpan WorthFlushing = TimeSpan.FromSeconds(1);

    /// <summary>Listens to an attempt's output; null when nothing is looked for.</summary>
    public OutputMetrics? Listen() => asked.IsEmpty ? null : new OutputMetrics(asked);

    /// <summary>Runs an attempt on the calling thread; never throws for what a command or the disk can do.</summary>
    /// <param name="run">What to run and where.</param>
    /// <param name="output">What <see cref="Listen"/> gave.</param>
    /// <param name="behind">Says why a policy ended it; null when none did.</param>
    /// <param name="onLine">Gets each line of output as well; null when nobody else listens.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <param name="kill">Ends it at once.</param>
    public ExperimentResult Run(
        ExperimentRun run,
        OutputMetrics? output,
        Func<string?>? behind = null,
        Action<string>? onLine = null,
        CancellationToken stop = default,
        CancellationToken kill = default
    )
    {
        _ = Leave(run, runner.Started(run));
        Action<string>? read = output is null ? null : output.Read;
        var result = runner.Run(run, read + onLine, stop, kill);
        if (result.StoppedBy is not null && behind?.Invoke() is { } reason)
        {
            result = result with { StoppedBy = StopCause.Policy, Message = $"Stopped: {reason}" };
        }

        result = Judge(result with { Metrics = MetricsCollector.Collect(run.MetricsPath, run.OutputsPath, output) });
        var fault = Leave(run, result);
        return fault is null ? result : result with { Message = $"{result.Message} {fault}".Trim() };
    }

    private ExperimentResult Judge(ExperimentResult result)
    {
        var names = result.Metrics.Select(series => series.Name).ToList();
        if (objective is null || result.Status != ExperimentStatus.Succeeded || names.Contains(objective.Name))
        {
            return result;
        }

        var reported =
            names.Count == 0 ? "It reported no metric." : $"It reported {string.Join(", ", names.Take(10))}.";
        return result with
        {
            Status = ExperimentStatus.ObjectiveMissing,
            Message = string.Join(
                ' ',
                new[]
                {
                    result.Message,
                    $"'{objective.Name}' was not reported. {reported}{NearestName.Hint(objective.Name, names)}",
                }.OfType<string>()
            ),
        };
    }

    /// <summary>Writes the record; why it could not be written, or null.</summary>
    private static string? Leave(ExperimentRun run, ExperimentResult result)
    {
        try
        {
            Directory.CreateDirectory(run.Folder);
            AtomicFile.Write(
                run.RecordPath,
                ResultRecord.Write(result),
                durable: result.FinishedAt - result.StartedAt >= WorthFlushing
            );
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Its record could not be written: {fault.Message}";
        }
    }
}
