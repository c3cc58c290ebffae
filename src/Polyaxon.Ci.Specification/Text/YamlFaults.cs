using Polyaxon.Ci.Specification.Diagnostics;
using YamlDotNet.Core;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>Turns the parser's exceptions into diagnostics with a place and advice.</summary>
internal static class YamlFaults
{
    /// <summary>Reports a fault of the parser.</summary>
    /// <param name="source">The file.</param>
    /// <param name="fault">What the parser threw.</param>
    /// <param name="last">The last place known to be good, for faults that carry none.</param>
    /// <param name="diagnostics">Where the diagnostic goes.</param>
    public static void Report(SourceText source, YamlException fault, Mark last, DiagnosticBag diagnostics)
    {
        var hasPlace = fault.Start.Line > 1 || fault.Start.Column > 1;
        var at = hasPlace ? fault.Start : last;
        var end = hasPlace && fault.End.Index > fault.Start.Index ? fault.End : at;
        var line = (int)Math.Max(at.Line, 1);
        if (TabbedLine(source, line) is { } tabbed)
        {
            var column = source.Line(tabbed).IndexOf('\t') + 1;
            diagnostics.Add(
                FileRules.Syntax,
                new SourceSpan(source.File, tabbed, column, tabbed, column + 1),
                "YAML does not allow tabs in indentation; use blanks."
            );
            return;
        }

        if (UnquotedTemplate(source, line) is { } template)
        {
            diagnostics.Add(
                FileRules.UnquotedTemplate,
                template,
                "YAML reads an unquoted '{{ … }}' as a mapping; put the whole text in quotes."
            );
            return;
        }

        diagnostics.Add(FileRules.Syntax, Span(source.File, at, end), Message(fault.Message));
    }

    /// <summary>The place between two marks.</summary>
    public static SourceSpan Span(string file, Mark start, Mark end) =>
        new(
            file,
            (int)Math.Max(start.Line, 1),
            (int)Math.Max(start.Column, 1),
            (int)Math.Max(end.Line, 1),
            (int)Math.Max(end.Column, 1)
        );

    private static string Message(string text)
    {
        // Some messages of the parser begin with a place of their own or end with a full stop.
        var body = text.Contains("): ", StringComparison.Ordinal)
            ? text[(text.LastIndexOf("): ", StringComparison.Ordinal) + 3)..]
            : text;
        body = body.Trim().TrimEnd('.').ReplaceLineEndings(" ");
        return body.Length == 0
            ? "This is not YAML."
            : $"This is not YAML: {char.ToLowerInvariant(body[0])}{body[1..]}.";
    }

    private static int? TabbedLine(SourceText source, int around)
    {
        for (var line = Math.Max(around - 1, 1); line <= around + 1; line++)
        {
            var text = source.Line(line);
            var indentation = text[..^text.TrimStart().Length];
            if (indentation.Contains('\t') && text.Trim().Length > 0)
            {
                return line;
            }
        }

        return null;
    }

    private static SourceSpan? UnquotedTemplate(SourceText source, int around)
    {
        for (var line = around; line >= Math.Max(around - 1, 1); line--)
        {
            var text = source.Line(line);
            var at = text.IndexOf("{{", StringComparison.Ordinal);
            var before = at < 0 ? "" : text[..at].TrimEnd();
            if (at >= 0 && (before.EndsWith(':') || before.EndsWith('-')))
            {
                return new SourceSpan(source.File, line, at + 1, line, text.TrimEnd().Length + 1);
            }
        }

        return null;
    }
}
