using System.Buffers;
using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>How JSON text is spaced.</summary>
public enum JsonSpacing
{
    /// <summary>No blanks, as in JSON Lines.</summary>
    Compact,

    /// <summary>A blank after each comma and colon, as Python's <c>json.dumps</c> writes it (<c>POLYAXON_DECLARATIONS</c>).</summary>
    Python,
}

/// <summary>
/// Values as JSON with numbers written as everywhere else (<see cref="NumberText"/>), so that <c>1.0</c> stays a float and
/// <c>1e-05</c> is not turned into <c>1E-05</c>. All output is ASCII: other characters are written as <c>\uXXXX</c>.
/// Non-finite numbers, which JSON has not, are written as the texts "NaN", "Infinity" and "-Infinity".
/// </summary>
public static class JsonText
{
    /// <summary>Characters that stand for themselves in a JSON string.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\']),
    ]);

    /// <summary>The JSON text of a value.</summary>
    public static string Format(Value value, JsonSpacing spacing = JsonSpacing.Compact)
    {
        var output = new StringBuilder();
        Append(output, value, spacing);
        return output.ToString();
    }

    /// <summary>Appends the JSON text of a value.</summary>
    public static void Append(StringBuilder output, Value value, JsonSpacing spacing = JsonSpacing.Compact)
    {
        switch (value)
        {
            case NullValue:
                output.Append("null");
                break;
            case BooleanValue boolean:
                output.Append(boolean.Flag ? "true" : "false");
                break;
            case IntegerValue integer:
                output.Append(integer.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case FloatValue real:
                AppendNumber(output, real.Number);
                break;
            case TextValue text:
                AppendString(output, text.Text);
                break;
            case ListValue list:
                AppendList(output, list, spacing);
                break;
            case MapValue map:
                AppendObject(output, map.Entries.AsSpan(), spacing);
                break;
        }
    }

    /// <summary>Appends a JSON object with the given members in their order.</summary>
    public static void AppendObject(
        StringBuilder output,
        ReadOnlySpan<KeyValuePair<string, Value>> members,
        JsonSpacing spacing = JsonSpacing.Compact
    )
    {
        var first = true;
        output.Append('{');
        foreach (var (name, value) in members)
        {
            output.Append(first ? "" : Comma(spacing));
            AppendString(output, name);
            output.Append(spacing == JsonSpacing.Python ? ": " : ":");
            Append(output, value, spacing);
            first = false;
        }

        output.Append('}');
    }

    /// <summary>Appends a double as a JSON number, or as text when it is not finite.</summary>
    public static void AppendNumber(StringBuilder output, double number) =>
        output.Append(
            double.IsNaN(number) ? "\"NaN\""
            : double.IsPositiveInfinity(number) ? "\"Infinity\""
            : double.IsNegativeInfinity(number) ? "\"-Infinity\""
            : NumberText.Format(number)
        );

    /// <summary>A text as a quoted JSON string.</summary>
    public static string Quote(string text)
    {
        var output = new StringBuilder(text.Length + 2);
        AppendString(output, text);
        return output.ToString();
    }

    /// <summary>Appends a quoted JSON string.</summary>
    public static void AppendString(StringBuilder output, string text)
    {
        output.Append('"');
        var rest = text.AsSpan();
        while (rest.IndexOfAnyExcept(Plain) is var at and >= 0)
        {
            output.Append(rest[..at]);
            AppendEscaped(output, rest[at]);
            rest = rest[(at + 1)..];
        }

        output.Append(rest).Append('"');
    }

    private static void AppendEscaped(StringBuilder output, char c) =>
        _ = c switch
        {
            '"' => output.Append("\\\""),
            '\\' => output.Append(@"\\"),
            '\n' => output.Append(@"\n"),
            '\r' => output.Append(@"\r"),
            '\t' => output.Append(@"\t"),
            '\b' => output.Append(@"\b"),
            '\f' => output.Append(@"\f"),
            _ => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        };

    private static void AppendList(StringBuilder output, ListValue list, JsonSpacing spacing)
    {
        output.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            output.Append(i > 0 ? Comma(spacing) : "");
            Append(output, list.Items[i], spacing);
        }

        output.Append(']');
    }

    private static string Comma(JsonSpacing spacing) => spacing == JsonSpacing.Python ? ", " : ",";
}
