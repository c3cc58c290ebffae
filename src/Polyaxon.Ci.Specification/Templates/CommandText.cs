using System.Text;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>
/// Shapes the text of <c>cmd</c> for a shell, before values are filled in: continued lines are joined, a block of several lines
/// becomes a script that stops at the first failure, one line stays as it is.
/// </summary>
internal static class CommandText
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

        text = JoinContinued(text);
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

    /// <summary>
    /// A backslash with blanks around it before a line end or the text's end becomes one blank, and the next line's indentation goes.
    /// </summary>
    private static string JoinContinued(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '\\' ? Skip(text, at + 1) : -1;
            if (end < 0 || (end < text.Length && text[end] != '\n'))
            {
                output.Append(text[at]);
                continue;
            }

            while (output.Length > 0 && output[^1] is ' ' or '\t')
            {
                output.Length--;
            }

            output.Append(' ');
            at = end < text.Length ? Skip(text, end + 1) - 1 : end;
        }

        return output.ToString();
    }

    /// <summary>Where blanks and tabs that start at a place end.</summary>
    private static int Skip(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }
}
