using System.Text;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Writes the YAML of a polyaxonfile: mappings as blocks, lists and odd texts as JSON, which is YAML too.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _output = new();

    /// <summary>Adds a field; an empty mapping is left out.</summary>
    public YamlText Add(string key, Value value)
    {
        Append(key, value, 0);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _output.ToString().TrimEnd();

    private void Append(string key, Value value, int indentation)
    {
        if (value is MapValue { Entries.IsEmpty: true })
        {
            return;
        }

        _output.Append(' ', indentation).Append(Scalar(Value.Of(key))).Append(':');
        if (value is MapValue map && indentation < 6)
        {
            _output.AppendLine();
            foreach (var (name, inner) in map.Entries)
            {
                Append(name, inner, indentation + 2);
            }
        }
        else
        {
            _output.Append(' ').AppendLine(Scalar(value));
        }
    }

    private static string Scalar(Value value)
    {
        var isPlain =
            value is TextValue { Text: var text }
            && text.Length > 0
            && CoreSchema.Resolve(text) is TextValue
            && text.All(IsPlain)
            && text.Trim() == text;
        return isPlain ? ((TextValue)value).Text : JsonText.Format(value, JsonSpacing.Python);
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ' or '=';
}
