using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Results;

/// <summary>Metric values in JSON: numbers, and texts for those that JSON has no number for.</summary>
internal static class MetricJson
{
    /// <summary>A metric's value.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static double Read(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.GetDouble() is var number && double.IsFinite(number) => number,
            JsonValueKind.String when value.GetString() == "NaN" => double.NaN,
            JsonValueKind.String when value.GetString() == "Infinity" => double.PositiveInfinity,
            JsonValueKind.String when value.GetString() == "-Infinity" => double.NegativeInfinity,
            _ => throw new FormatException(
                $"The metric '{name}' is no number; numbers that are not finite are written \"NaN\", \"Infinity\" and \"-Infinity\"."
            ),
        };

    /// <summary>Series as a map from names to lists of <c>[step, value]</c>.</summary>
    public static MapValue Write(IEnumerable<MetricSeries> metrics) =>
        new([
            .. metrics.Select(series =>
                KeyValuePair.Create<string, Value>(
                    series.Name,
                    new ListValue([
                        .. series.Points.Select(point => new ListValue([Value.Of(point.Step), Value.Of(point.Value)])),
                    ])
                )
            ),
        ]);

    /// <summary>Appends what <see cref="Write"/> makes, without making it.</summary>
    public static void Append(StringBuilder text, ImmutableArray<MetricSeries> metrics)
    {
        var separator = '{';
        foreach (var series in metrics)
        {
            JsonText.AppendString(text.Append(separator), series.Name);
            text.Append(':');
            AppendPoints(text, series.Points);
            separator = ',';
        }

        text.Append(metrics.IsEmpty ? "{}" : "}");
    }

    private static void AppendPoints(StringBuilder text, ImmutableArray<MetricPoint> points)
    {
        var separator = '[';
        foreach (var point in points)
        {
            text.Append(separator).Append(CultureInfo.InvariantCulture, $"[{point.Step},");
            JsonText.AppendNumber(text, point.Value);
            text.Append(']');
            separator = ',';
        }

        text.Append(']');
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static ImmutableArray<MetricSeries> ReadSeries(IEnumerable<JsonProperty> members)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        var metrics = ImmutableArray.CreateBuilder<MetricSeries>();
        foreach (var member in members)
        {
            if (!names.Add(member.Name) || member.Value.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException($"The metric '{member.Name}' is not one list of steps and values.");
            }

            metrics.Add(new MetricSeries(member.Name, ReadPoints(member.Name, member.Value)));
        }

        return metrics.DrainToImmutable();
    }

    private static ImmutableArray<MetricPoint> ReadPoints(string name, JsonElement list)
    {
        var points = ImmutableArray.CreateBuilder<MetricPoint>(list.GetArrayLength());
        foreach (var point in list.EnumerateArray())
        {
            points.Add(ReadPoint(name, point));
        }

        return points.Count > 0
            ? points.MoveToImmutable()
            : throw new FormatException($"The metric '{name}' has no values.");
    }

    private static MetricPoint ReadPoint(string name, JsonElement point) =>
        point.ValueKind == JsonValueKind.Array
        && point.GetArrayLength() == 2
        && point[0].ValueKind == JsonValueKind.Number
        && point[0].TryGetInt64(out var step)
            ? new MetricPoint(step, Read(name, point[1]))
            : throw new FormatException($"The metric '{name}' holds something else than [step, value].");
}
