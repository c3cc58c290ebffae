namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>How a process ended.</summary>
/// <param name="Code">The exit code; null when a signal ended it.</param>
/// <param name="Signal">The signal that ended it; null when none did.</param>
internal readonly record struct ExitStatus(int? Code, int? Signal);

/// <summary>What is started.</summary>
/// <param name="Program">The program's full path.</param>
/// <param name="Arguments">The arguments after the program's name.</param>
/// <param name="WorkingDirectory">An existing folder.</param>
/// <param name="Environment">The whole environment.</param>
internal sealed record ChildCommand(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment
);

/// <summary>A process that could not be started; the message says why in words.</summary>
internal sealed class ChildStartException(string message) : Exception(message);

/// <summary>
/// A running process with all it starts, and its joined standard output and error. Not thread-safe. The family is closed:
/// one member for POSIX, one for Windows.
/// </summary>
internal abstract class ChildProcess : IDisposable
{
    /// <summary>The process's id; on POSIX also the id of its process group.</summary>
    public abstract int Id { get; }

    /// <summary>Whether anything it started still runs; asked after it ended.</summary>
    public abstract bool HasLeftovers { get; }

    /// <summary>Starts a process.</summary>
    /// <exception cref="ChildStartException">It could not be started.</exception>
    public static ChildProcess Start(ChildCommand command) =>
        OperatingSystem.IsWindows() ? new WindowsChildProcess(command) : new PosixChildProcess(command);

    /// <summary>Waits for output: the number of bytes read, 0 at its end, -1 when none came in time.</summary>
    public abstract int Read(Span<byte> buffer, int waitMilliseconds);

    /// <summary>Waits, at most so long, for the process itself to end; may come back early.</summary>
    public abstract void WaitForEnd(int waitMilliseconds);

    /// <summary>How it ended; null while it runs.</summary>
    public abstract ExitStatus? TryWait();

    /// <summary>Asks it and all it started to end.</summary>
    public abstract void Terminate();

    /// <summary>Ends it and all it started at once.</summary>
    public abstract void Kill();

    /// <inheritdoc/>
    public abstract void Dispose();
}
