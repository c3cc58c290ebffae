namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Follows one process on the calling thread: reads its output, and sees to its timeout, to being stopped and to what it
/// leaves behind. One loop, no further threads: starting a thousand short experiments stays cheap.
/// </summary>
internal sealed class ProcessWatch(ChildProcess child, RunnerSettings settings, TimeProvider time, Action onKill)
{
    private const int WaitMilliseconds = 50;
    private const int LeftoverMilliseconds = 5;
    private const int BufferSize = 64 * 1024;

    // How long a process outside the group may keep the output open once everything else has ended.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromMilliseconds(500);
    private readonly long _started = time.GetTimestamp();
    private long? _askedAt;
    private bool _killed;

    /// <summary>Why the tool ended it.</summary>
    public EndedBy EndedBy { get; private set; }

    /// <summary>Whether processes were left when the command had ended.</summary>
    public bool LeftProcesses { get; private set; }

    /// <summary>Follows the process until it and all it started have ended.</summary>
    /// <param name="onOutput">Gets the output as it comes.</param>
    /// <param name="stop">Asks it to end, and kills it after the grace.</param>
    /// <param name="kill">Kills it at once.</param>
    public ExitStatus Follow(Action<ReadOnlySpan<byte>> onOutput, CancellationToken stop, CancellationToken kill)
    {
        var buffer = new byte[BufferSize];
        long? endedAt = null;
        while (true)
        {
            var count = child.Read(buffer, endedAt is null ? WaitMilliseconds : LeftoverMilliseconds);
            if (count > 0)
            {
                onOutput(buffer.AsSpan(0, count));
            }

            Steer(endedAt is not null, stop, kill);
            if (child.TryWait() is { } exit)
            {
                endedAt ??= time.GetTimestamp();
                var leftovers = child.HasLeftovers;
                LeftProcesses |= leftovers;
                if (leftovers ? OutOfPatience() : count == 0 || time.GetElapsedTime(endedAt.Value) > OutputGrace)
                {
                    return exit;
                }
            }

            if (count == 0)
            {
                // The output is closed and the process is not yet reaped, or goes on without output.
                child.WaitForEnd(WaitMilliseconds);
            }
        }
    }

    private void Steer(bool ended, CancellationToken stop, CancellationToken kill)
    {
        if (!ended && EndedBy == EndedBy.Itself)
        {
            EndedBy =
                stop.IsCancellationRequested || kill.IsCancellationRequested ? EndedBy.Stop
                : settings.Timeout is { } limit && time.GetElapsedTime(_started) > limit ? EndedBy.Timeout
                : EndedBy.Itself;
        }

        if (EndedBy == EndedBy.Itself && !(ended && child.HasLeftovers))
        {
            return;
        }

        if (_askedAt is null)
        {
            _askedAt = time.GetTimestamp();
            child.Terminate();
        }

        if (!_killed && (kill.IsCancellationRequested || time.GetElapsedTime(_askedAt.Value) > settings.Grace))
        {
            _killed = true;
            onKill();
            child.Kill();
        }
    }

    /// <summary>A process that even SIGKILL does not end hangs in the kernel; waiting for it would hang the sweep.</summary>
    private bool OutOfPatience() =>
        _killed && _askedAt is { } asked && time.GetElapsedTime(asked) > settings.Grace + settings.Grace;
}
