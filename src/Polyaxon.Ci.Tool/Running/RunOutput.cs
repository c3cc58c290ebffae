using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Where the verbs that run experiments write to.</summary>
internal sealed record RunOutput
{
    /// <summary>Standard output.</summary>
    public required PatientWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required PatientWriter Error { get; init; }

    /// <summary>Whether the result is JSON on standard output; what a person reads then goes to standard error.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether only the end is told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether starts and retries are told as well.</summary>
    public bool IsDetailed { get; init; }

    /// <summary>How text on a terminal looks.</summary>
    public TextStyle Style { get; init; } = TextStyle.Plain;

    /// <summary>Where a person reads.</summary>
    public TextWriter Text => IsJson ? Error : Output;

    /// <summary>Whether what happens is drawn on a terminal instead of being told line by line.</summary>
    public bool IsLive =>
        Style.IsTerminal
        && !IsQuiet
        && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));
}
