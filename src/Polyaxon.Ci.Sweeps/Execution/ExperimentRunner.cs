using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Runs one attempt of an experiment in its folder and says how it ended, whatever happens: it never throws for what a
/// command can do. Reads no metrics and writes no record; both are the caller's. Safe for concurrent use.
/// </summary>
public sealed class ExperimentRunner(RunnerSettings settings, TimeProvider time)
{
    /// <summary>Runs an attempt on the calling thread until it and all it started have ended.</summary>
    /// <param name="run">What to run and where.</param>
    /// <param name="onLine">Gets each line of output; null when nobody listens, which is cheaper.</param>
    /// <param name="stop">Asks the process tree to end, and kills it after the grace; the attempt is then stopped.</param>
    /// <param name="kill">Kills the process tree at once.</param>
    /// <returns>The result without metrics.</returns>
    public ExperimentResult Run(
        ExperimentRun run,
        Action<string>? onLine = null,
        CancellationToken stop = default,
        CancellationToken kill = default
    )
    {
        var started = Started(run);
        try
        {
            Directory.CreateDirectory(run.OutputsPath);
            using CappedLog log = new(run.LogPath, settings.LogCap);
            return Follow(run, settings.Engine.Command(run), started, log, onLine, stop, kill);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ChildStartException)
        {
            return Finish(started, ExperimentStatus.Failed, $"Could not be started: {fault.Message}");
        }
    }

    /// <summary>
    /// Prepares what experiments need, once before the first: build steps or an image. Null when there is nothing to prepare.
    /// </summary>
    /// <param name="build">What is to be prepared.</param>
    /// <param name="place">The build as an attempt: it leaves its log in that folder.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <param name="kill">Ends it at once.</param>
    /// <param name="onLine">Gets each line of output; null when nobody listens.</param>
    public ExperimentResult? Build(
        BuildSection build,
        ExperimentRun place,
        Action<string>? onLine = null,
        CancellationToken stop = default,
        CancellationToken kill = default
    )
    {
        if (!settings.Engine.NeedsBuild(build))
        {
            return null;
        }

        var result = Started(place);
        try
        {
            Directory.CreateDirectory(place.OutputsPath);
            foreach (var command in settings.Engine.BuildCommands(build, place))
            {
                using CappedLog log = new(place.LogPath, settings.LogCap);
                result = Follow(place, command, result, log, onLine, stop, kill);
                if (result.Status != ExperimentStatus.Succeeded)
                {
                    break;
                }
            }

            return result;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ChildStartException)
        {
            return Finish(result, ExperimentStatus.Failed, $"Could not be started: {fault.Message}");
        }
    }

    /// <summary>The record of an attempt that starts now.</summary>
    public ExperimentResult Started(ExperimentRun run) =>
        new()
        {
            Group = run.Group,
            Batch = run.Batch,
            Index = run.Experiment.Index,
            Attempt = run.Attempt,
            Fingerprint = run.Experiment.Fingerprint,
            Status = ExperimentStatus.Running,
            StartedAt = time.GetUtcNow(),
            Commit = run.Commit,
            Declarations = run.Experiment.Declarations,
        };

    private ExperimentResult Follow(
        ExperimentRun run,
        ChildCommand command,
        ExperimentResult started,
        CappedLog log,
        Action<string>? onLine,
        CancellationToken stop,
        CancellationToken kill
    )
    {
        if (!Directory.Exists(run.WorkingDirectory))
        {
            throw new ChildStartException($"the working directory '{run.WorkingDirectory}' does not exist.");
        }

        using var child = ChildProcess.Start(command);
        NotedProcess.Write(run.Folder, child.Id);
        ProcessWatch watch = new(child, settings, time, () => settings.Engine.Kill(run));
        var lines = onLine is null ? null : new LineSplitter(onLine);
        var exit = watch.Follow(
            bytes =>
            {
                log.Write(bytes);
                lines?.Write(bytes);
            },
            stop,
            kill
        );
        lines?.Complete();
        return Ended(started, log, watch, exit);
    }

    private ExperimentResult Ended(ExperimentResult started, CappedLog log, ProcessWatch watch, ExitStatus exit)
    {
        var tail = log.TailLines(settings.TailLines);
        var (status, message) = Ending.Describe(exit, watch.EndedBy, settings.Timeout, tail.LastOrDefault());
        if (watch.LeftProcesses && watch.EndedBy == EndedBy.Itself)
        {
            log.Note("The command ended and left processes running; they were ended.");
        }

        var words = string.Join(' ', new[] { message, log.Fault }.OfType<string>());
        return Finish(started, status, words.Length > 0 ? words : null) with
        {
            StoppedBy = watch.EndedBy == EndedBy.Stop ? StopCause.User : null,
            ExitCode = exit.Code,
            Signal = exit.Signal,
            LogTail = [.. tail],
        };
    }

    private ExperimentResult Finish(ExperimentResult started, ExperimentStatus status, string? message) =>
        started with
        {
            Status = status,
            Message = message,
            FinishedAt = time.GetUtcNow(),
        };
}
