using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>
/// Values as Python prints them, because training scripts written for Polyaxon expect that look:
/// <c>True</c>, <c>None</c>, <c>1.0</c>, <c>1e-05</c>, <c>[1, 'a']</c>, <c>{'a': 1.0}</c>.
/// </summary>
public static class PythonText
{
    /// <summary>The value as <c>str()</c> writes it: a text is itself, texts inside lists and maps are quoted.</summary>
    public static string Format(Value value) =>
        value switch
        {
            TextValue text => text.Text,
            ListValue or MapValue => Nested(value),
            _ => Scalar(value),
        };

    private static string Scalar(Value value) =>
        value switch
        {
            NullValue => "None",
            BooleanValue boolean => boolean.Flag ? "True" : "False",
            IntegerValue integer => integer.Number.ToString(CultureInfo.InvariantCulture),
            FloatValue real => NumberText.Format(real.Number),
            TextValue text => Quote(text.Text),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private static string Nested(Value value)
    {
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    private static void Append(StringBuilder output, Value value)
    {
        switch (value)
        {
            case ListValue list:
                output.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    output.Append(i > 0 ? ", " : "");
                    Append(output, list.Items[i]);
                }

                output.Append(']');
                break;
            case MapValue map:
                output.Append('{');
                for (var i = 0; i < map.Entries.Length; i++)
                {
                    output.Append(i > 0 ? ", " : "").Append(Quote(map.Entries[i].Key)).Append(": ");
                    Append(output, map.Entries[i].Value);
                }

                output.Append('}');
                break;
            default:
                output.Append(Scalar(value));
                break;
        }
    }

    /// <summary>A text as <c>repr()</c> quotes it: single quotes unless it holds one and no double quote.</summary>
    private static string Quote(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var output = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => output.Append(@"\\"),
                '\n' => output.Append(@"\n"),
                '\r' => output.Append(@"\r"),
                '\t' => output.Append(@"\t"),
                _ when c == quote => output.Append('\\').Append(c),
                _ when char.IsControl(c) => output.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => output.Append(c),
            };
        }

        return output.Append(quote).ToString();
    }
}
