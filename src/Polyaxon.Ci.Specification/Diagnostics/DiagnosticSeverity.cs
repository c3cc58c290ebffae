namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>How serious a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>A fact worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Probably not what was meant; the file is used all the same.</summary>
    Warning,

    /// <summary>The file cannot be used.</summary>
    Error,
}
