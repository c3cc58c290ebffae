using System.Globalization;

namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>
/// Comma-separated values (RFC 4180, lines ended by LF). A text that a spreadsheet would run as a formula is led by an apostrophe;
/// numbers stay as they are.
/// </summary>
public static class CsvText
{
    /// <summary>A line of fields.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    /// <summary>Writes a line.</summary>
    public static void WriteLine(TextWriter output, IEnumerable<string> fields) => output.Write(Line(fields));

    /// <summary>A field, quoted where needed.</summary>
    public static string Field(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        // Spreadsheets pass over leading blanks before they look for a formula.
        var first = text.AsSpan().TrimStart();
        // Some read the wide forms of East Asian keyboards alike.
        if (
            !isNumber
            && (
                first is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..]
                || text is ['\t' or '\r' or '\n', ..]
            )
        )
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(",\"\r\n") || text is [' ', ..] or [.., ' ']
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
