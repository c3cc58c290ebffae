using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>Shorthands for building JSON from values.</summary>
internal static class Json
{
    /// <summary>A map.</summary>
    public static MapValue Map(params (string Name, Value Value)[] members) =>
        new([.. members.Select(member => KeyValuePair.Create(member.Name, member.Value))]);

    /// <summary>A list.</summary>
    public static ListValue List(IEnumerable<Value> items) => new([.. items]);

    /// <summary>A number as a decimal text, which keeps any size; null stays null.</summary>
    public static Value Decimal(BigInteger? number) =>
        number is null
            ? Value.Null
            : Value.Of(number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A number; null when absent or beyond what JSON readers keep exactly.</summary>
    public static Value Integer(BigInteger? number) =>
        number is null || number > (1L << 53) ? Value.Null : Value.Of(number.Value);

    /// <summary>A text; null stays null.</summary>
    public static Value Text(string? text) => text is null ? Value.Null : Value.Of(text);
}
