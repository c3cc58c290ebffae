using System.Globalization;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Why an experiment was ended by the tool.</summary>
internal enum EndedBy
{
    /// <summary>It was not: it ended by itself.</summary>
    Itself,

    /// <summary>It took longer than allowed.</summary>
    Timeout,

    /// <summary>The user or an early-stopping policy.</summary>
    Stop,
}

/// <summary>Puts the end of a process into a status and words.</summary>
internal static class Ending
{
    private const int NotExecutable = 126;
    private const int NotFound = 127;
    private const int SignalBase = 128;

    public static (ExperimentStatus Status, string? Message) Describe(
        ExitStatus exit,
        EndedBy endedBy,
        TimeSpan? timeout,
        string? lastLine
    ) =>
        endedBy switch
        {
            EndedBy.Timeout => (
                ExperimentStatus.Failed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Ended after its timeout of {timeout!.Value.TotalSeconds} s."
                )
            ),
            EndedBy.Stop => (ExperimentStatus.Stopped, "Stopped while it was running."),
            _ => exit switch
            {
                { Code: 0 } => (ExperimentStatus.Succeeded, null),
                { Signal: { } signal } => (ExperimentStatus.Failed, $"Ended by {SignalText(signal)}."),
                { Code: { } code } => (ExperimentStatus.Failed, OfCode(code, lastLine)),
                _ => (ExperimentStatus.Failed, "How it ended is not known."),
            },
        };

    private static string OfCode(int code, string? lastLine)
    {
        var said = string.IsNullOrWhiteSpace(lastLine) ? "" : $" Its last line: {lastLine.Trim()}";
        return code switch
        {
            NotExecutable =>
                $"The command may not be executed (exit code 126): give the file its x permission or name its interpreter.{said}",
            NotFound => $"The command was not found (exit code 127): check its spelling and PATH.{said}",
            > SignalBase and < SignalBase + 32 =>
                $"Ended with exit code {code}, {SignalText(code - SignalBase)} in a shell.{said}",
            _ => $"Ended with exit code {code}.{said}",
        };
    }

    private static string SignalText(int signal) =>
        signal switch
        {
            2 => "signal 2 (SIGINT)",
            6 => "signal 6 (SIGABRT)",
            8 => "signal 8 (SIGFPE)",
            9 => "signal 9 (SIGKILL; often the system is out of memory)",
            11 => "signal 11 (SIGSEGV)",
            13 => "signal 13 (SIGPIPE)",
            15 => "signal 15 (SIGTERM)",
            25 => "signal 25 (a file grew beyond the allowed size)",
            _ => $"signal {signal}",
        };
}
