using System.Text;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>
/// Shapes the text of <c>cmd</c> for a shell, before values are filled in: continued lines are joined, a block of several lines
/// becomes a script that stops at the first failure, one line stays as it is.
/// </summary>
internal static partial class CommandText
{
    /// <summary>The shaped template text of one command.</summary>
    public static string Shape(ScalarNode command, DiagnosticBag diagnostics)
    {
        var source = command.Source;
        var text = command.Text.ReplaceLineEndings("\n");
        WarnOfBlanks(command, source, diagnostics);
        if (command.Style != ScalarNodeStyle.Quoted && source is not null)
        {
            text = JoinFolded(text, command, source);
        }

        text = Continuation().Replace(text, " ");
        return IsScript(text) ? text.Trim('\n') : text.Trim();
    }

    /// <summary>Whether a shaped command is a script of several lines.</summary>
    public static bool IsScript(string text) => text.Split('\n').Count(line => line.Trim().Length > 0) > 1;

    /// <summary>
    /// YAML folds line ends of plain and folded texts into blanks before anyone sees them, so a backslash that continued a line
    /// would end up escaping a blank. The raw lines tell where that happened.
    /// </summary>
    private static string JoinFolded(string text, ScalarNode command, SourceText source)
    {
        var output = new StringBuilder(text);
        var from = 0;
        for (var line = command.Span.Line; line <= command.Span.EndLine; line++)
        {
            var raw = source.Line(line);
            raw = (line == command.Span.Line ? raw[Math.Min(command.Span.Column - 1, raw.Length)..] : raw).Trim();
            var at = raw.Length == 0 ? -1 : text.IndexOf(raw, from, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            from = at + raw.Length;
            // The blank that was a line end becomes one again; a literal block still has its own.
            var isLiteral = text.AsSpan(from).TrimStart(" \t").StartsWith("\n");
            if (raw.EndsWith('\\') && from < text.Length && text[from] == ' ' && !isLiteral)
            {
                output[from] = '\n';
            }
        }

        return output.ToString();
    }

    private static void WarnOfBlanks(ScalarNode command, SourceText? source, DiagnosticBag diagnostics)
    {
        for (var line = command.Span.Line; source is not null && line < command.Span.EndLine; line++)
        {
            var raw = source.Line(line);
            var trimmed = raw.TrimEnd();
            if (trimmed.Length < raw.Length && trimmed.EndsWith('\\') && source.Line(line + 1).Trim().Length > 0)
            {
                var span = new SourceSpan(source.File, line, trimmed.Length, line, raw.Length + 1);
                diagnostics.Add(
                    TemplateRules.BlankAfterBackslash,
                    span,
                    "A blank follows the backslash that should continue the line; a shell would not join the lines. They are joined here."
                );
            }
        }
    }

    [GeneratedRegex(@"[ \t]*\\[ \t]*(?:\n[ \t]*|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Continuation();
}
