using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Records;

/// <summary>Reads JSON back into values: the counterpart of <see cref="JsonText"/>.</summary>
internal static class JsonValue
{
    public static Value Read(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => Value.Of(element.GetBoolean()),
            JsonValueKind.String => Value.Of(element.GetString()!),
            JsonValueKind.Number => Number(element.GetRawText()),
            JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Read)]),
            JsonValueKind.Object => new MapValue([.. Members(element)]),
            _ => Value.Null,
        };

    public static IEnumerable<KeyValuePair<string, Value>> Members(JsonElement element) =>
        element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Read(member.Value)));

    private static Value Number(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
            ? Value.Of(double.Parse(text, CultureInfo.InvariantCulture))
            : Value.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture));
}
