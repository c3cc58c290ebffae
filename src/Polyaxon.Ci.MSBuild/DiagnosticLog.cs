using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.MSBuild;

/// <summary>Writes diagnostics to the build's log, in the form that editors and CI systems make clickable.</summary>
internal sealed class DiagnosticLog(TaskLoggingHelper log, string projectFile, WarningPolicy policy)
{
    /// <summary>Whether a warning was written, whatever the build made of it.</summary>
    public bool HasWarnings { get; private set; }

    /// <summary>Writes diagnostics of an item.</summary>
    public void Write(PolyaxonfileItem item, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Write(item, diagnostic);
        }
    }

    /// <summary>Writes a fault of the project itself.</summary>
    public void Write(DiagnosticRule rule, string message) => Write(rule, projectFile, default, message);

    /// <summary>Writes a diagnostic of an item. A value given as <c>Params</c> has its place in the project.</summary>
    public void Write(PolyaxonfileItem item, Diagnostic diagnostic)
    {
        var span = diagnostic.Span;
        if (item.PathOf(span.File) is not { } file)
        {
            Write(diagnostic.Rule, diagnostic.Message);
            return;
        }

        // Without an end the place is a point; MSBuild knows that form as line and column alone.
        var isPoint = span.EndLine == span.Line && span.EndColumn == span.Column;
        Write(diagnostic.Rule, file, isPoint ? span with { EndLine = 0, EndColumn = 0 } : span, diagnostic.Message);
    }

    private void Write(DiagnosticRule rule, string file, SourceSpan span, string message)
    {
        var (line, column, endLine, endColumn) = (span.Line, span.Column, span.EndLine, span.EndColumn);
        // Text of a file may hold braces: it is an argument, never the format.
        var text = Printable(message);
        HasWarnings |= rule.Severity == DiagnosticSeverity.Warning;
        switch (policy.Apply(rule))
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, rule.Code, null, rule.HelpLink, file, line, column, endLine, endColumn, "{0}", text);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(
                    null,
                    rule.Code,
                    null,
                    rule.HelpLink,
                    file,
                    line,
                    column,
                    endLine,
                    endColumn,
                    "{0}",
                    text
                );
                break;
            default:
                log.LogMessage(
                    null,
                    rule.Code,
                    null,
                    file,
                    line,
                    column,
                    endLine,
                    endColumn,
                    MessageImportance.Normal,
                    "{0}",
                    text
                );
                break;
        }
    }

    /// <summary>Control characters of a file do nothing to a terminal, and a line end starts no line of its own in the log.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '\uFFFD' : c))
            : text;
}
