using System.Text.Json;

namespace Polyaxon.Ci.Planning.Results;

/// <summary>Metric values in JSON: numbers, and texts for those that JSON has no number for.</summary>
internal static class MetricJson
{
    /// <summary>A metric's value.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static double Read(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when value.GetString() == "NaN" => double.NaN,
            JsonValueKind.String when value.GetString() == "Infinity" => double.PositiveInfinity,
            JsonValueKind.String when value.GetString() == "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(
                $"The metric '{name}' is no number; numbers that are not finite are written \"NaN\", \"Infinity\" and \"-Infinity\"."
            ),
        };
}
