using System.Collections.Immutable;
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
            JsonValueKind.Array => new ListValue(Items(element)),
            JsonValueKind.Object => new MapValue(Members(element)),
            _ => Value.Null,
        };

    private static ImmutableArray<Value> Items(JsonElement list)
    {
        var items = ImmutableArray.CreateBuilder<Value>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            items.Add(ToValue(item));
        }

        return items.MoveToImmutable();
    }

    private static ImmutableArray<KeyValuePair<string, Value>> Members(JsonElement map)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(map.GetPropertyCount());
        foreach (var member in map.EnumerateObject())
        {
            members.Add(KeyValuePair.Create(member.Name, ToValue(member.Value)));
        }

        return members.MoveToImmutable();
    }
}
