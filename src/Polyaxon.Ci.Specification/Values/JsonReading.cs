using System.Text.Json;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>Reads JSON as values, numbers by their own text: <c>1</c> stays an integer of any size, <c>1.0</c> a float.</summary>
public static class JsonReading
{
    /// <summary>The value of a JSON element.</summary>
    public static Value ToValue(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Number => CoreSchema.Resolve(element.GetRawText()),
            JsonValueKind.String => Value.Of(element.GetString()!),
            JsonValueKind.True or JsonValueKind.False => Value.Of(element.GetBoolean()),
            JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(ToValue)]),
            JsonValueKind.Object => new MapValue([
                .. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, ToValue(member.Value))),
            ]),
            _ => Value.Null,
        };
}
