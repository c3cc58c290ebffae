using System.Globalization;

namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>Fields of comma-separated values.</summary>
public static class CsvText
{
    /// <summary>A field by RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe, numbers do not.</summary>
    public static string Field(string text)
    {
        var isFormula =
            text.Length > 0
            && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
            && !double.TryParse(text, CultureInfo.InvariantCulture, out _);
        text = isFormula ? "'" + text : text;
        return text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim()
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    /// <summary>A line of fields.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";
}
