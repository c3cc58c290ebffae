using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>
/// Writes text into a workflow so that it is that text and nothing else: neither YAML nor an expression, whatever it holds.
/// </summary>
internal static class WorkflowText
{
    private const string Opening = "${{";

    /// <summary>A text as a YAML scalar; plain where it is harmless, quoted elsewhere.</summary>
    /// <param name="text">Any text.</param>
    public static string Scalar(string text) =>
        IsPlain(text) ? text
        : text.Any(NeedsEscape) ? DoubleQuoted(text)
        : $"'{Literal(text).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Lines as a YAML scalar: a block where each line can stand as it is.</summary>
    /// <param name="lines">Texts without line ends.</param>
    /// <param name="indent">How many spaces the block's lines start with.</param>
    public static string Lines(IReadOnlyList<string> lines, int indent)
    {
        if (lines is [var only])
        {
            return Scalar(only);
        }

        if (
            lines.Any(line =>
                line.Length == 0
                || char.IsWhiteSpace(line[0])
                || line.Contains(Opening, StringComparison.Ordinal)
                || line.Any(NeedsEscape)
            )
        )
        {
            return DoubleQuoted(string.Join('\n', lines));
        }

        var margin = "\n" + new string(' ', indent);
        return "|-" + margin + string.Join(margin, lines);
    }

    /// <summary>A text in which GitHub finds no expression of its own: one that would is the string of an expression as a whole.</summary>
    private static string Literal(string text) =>
        text.Contains(Opening, StringComparison.Ordinal)
            ? $"${{{{ '{text.Replace("'", "''", StringComparison.Ordinal)}' }}}}"
            : text;

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '@')
        && !IsKeyword(text);

    /// <summary>What some YAML reader takes for a truth value or null.</summary>
    private static bool IsKeyword(string text) =>
        text.ToUpperInvariant() is "TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N";

    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';

    private static string DoubleQuoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (var rune in Literal(text).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                > 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
                var value when NeedsEscape((char)value) => quoted.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{value:X4}"
                ),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }
}
