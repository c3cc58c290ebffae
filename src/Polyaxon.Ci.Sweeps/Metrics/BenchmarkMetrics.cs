using System.Text.Json;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// BenchmarkDotNet's <c>*-report-full.json</c>: for each benchmark <c>FullName.mean</c>, <c>.median</c>, <c>.stddev</c> in nanoseconds and
/// <c>.allocated</c> in bytes an operation; without the name in front when there is only one.
/// </summary>
internal static class BenchmarkMetrics
{
    public static void Read(Stream stream, SeriesCollection series)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            if (Member(document.RootElement, "Benchmarks") is not { ValueKind: JsonValueKind.Array } benchmarks)
            {
                return;
            }

            var isOnly = benchmarks.GetArrayLength() == 1;
            foreach (var benchmark in benchmarks.EnumerateArray())
            {
                var name = Member(benchmark, "FullName") is { ValueKind: JsonValueKind.String } text
                    ? text.GetString()
                    : null;
                ReadBenchmark(benchmark, isOnly || name is null ? "" : name + ".", series);
            }
        }
        catch (JsonException)
        {
            // Half a report tells nothing that could be relied on.
        }
    }

    private static void ReadBenchmark(JsonElement benchmark, string prefix, SeriesCollection series)
    {
        var statistics = Member(benchmark, "Statistics");
        var memory = Member(benchmark, "Memory");
        (string Name, JsonElement? Value)[] numbers =
        [
            ("mean", Member(statistics, "Mean")),
            ("median", Member(statistics, "Median")),
            ("stddev", Member(statistics, "StandardDeviation")),
            ("allocated", Member(memory, "BytesAllocatedPerOperation")),
        ];
        foreach (var (name, value) in numbers)
        {
            if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var amount))
            {
                series.Add(prefix + name, null, amount);
            }
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member)
            ? member
            : null;
}
