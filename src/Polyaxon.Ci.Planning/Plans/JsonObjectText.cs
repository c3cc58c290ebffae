using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// Appends a JSON object member by member; what is null is left out. For the many experiments of a plan, where building values first
/// would cost more than the text; see <see cref="JsonMembers"/> for the few other objects.
/// </summary>
internal struct JsonObjectText
{
    private readonly StringBuilder _text;
    private bool _hasMembers;

    /// <summary>Opens an object.</summary>
    public JsonObjectText(StringBuilder text) => _text = text.Append('{');

    /// <summary>A text.</summary>
    public void Add(string name, string? text)
    {
        if (text is not null)
        {
            JsonText.AppendString(Open(name), text);
        }
    }

    /// <summary>A whole number.</summary>
    public void Add(string name, long? number)
    {
        if (number is { } given)
        {
            Open(name).Append(CultureInfo.InvariantCulture, $"{given}");
        }
    }

    /// <summary>Any value.</summary>
    public void Add(string name, Value? value)
    {
        if (value is not null)
        {
            JsonText.Append(Open(name), value);
        }
    }

    /// <summary>An object of values.</summary>
    public void Add(string name, ImmutableArray<KeyValuePair<string, Value>> entries) =>
        JsonText.AppendObject(Open(name), entries.AsSpan());

    /// <summary>Begins a member whose value the caller appends.</summary>
    /// <param name="name">Its name; without characters that JSON escapes.</param>
    public StringBuilder Open(string name)
    {
        _text.Append(_hasMembers ? ",\"" : "\"").Append(name).Append("\":");
        _hasMembers = true;
        return _text;
    }

    /// <summary>Ends the object.</summary>
    public readonly void Close() => _text.Append('}');
}
