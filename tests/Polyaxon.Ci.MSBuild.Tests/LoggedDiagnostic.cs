namespace Polyaxon.Ci.MSBuild.Tests;

/// <summary>A diagnostic as a build or the tool gave it.</summary>
internal sealed record LoggedDiagnostic(
    string? Code,
    string Severity,
    string Message,
    string? File,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string? HelpLink
);
