using System.Globalization;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Results;

/// <summary>The text of <c>result.json</c>.</summary>
public static class ResultRecord
{
    /// <summary>Writes a result.</summary>
    public static string Write(ExperimentResult result)
    {
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new("schema", Value.Of(ExperimentResult.CurrentSchema)),
                new("group", Value.Of(result.Group)),
                new("batch", Value.Of(result.Batch)),
                new("index", Value.Of(result.Index)),
                new("attempt", Value.Of(result.Attempt)),
                new("fingerprint", Value.Of(result.Fingerprint)),
                new("status", Value.Of(result.Status.ToText())),
                new("message", Text(result.Message)),
                new("stoppedBy", Text(result.StoppedBy?.ToText())),
                new("exitCode", Number(result.ExitCode)),
                new("signal", Number(result.Signal)),
                new("startedAt", Time(result.StartedAt)),
                new("finishedAt", Time(result.FinishedAt)),
                new("commit", Text(result.Commit)),
                new("declarations", new MapValue(result.Declarations)),
                new("metrics", new MapValue([.. result.Metrics.Select(Series)])),
                new("logTail", new ListValue([.. result.LogTail.Select(Value.Of)])),
            ]
        );
        return text.Append('\n').ToString();
    }

    /// <summary>Reads a result; null when the text is none.</summary>
    public static ExperimentResult? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static ExperimentResult? Read(JsonElement record) =>
        !ExperimentStatuses.TryParse(record.GetProperty("status").GetString()!, out var status)
            ? null
            : new ExperimentResult
            {
                Group = record.GetProperty("group").GetString()!,
                Batch = record.GetProperty("batch").GetInt32(),
                Index = record.GetProperty("index").GetInt64(),
                Attempt = record.GetProperty("attempt").GetInt32(),
                Fingerprint = record.GetProperty("fingerprint").GetString()!,
                Status = status,
                Message = record.GetProperty("message").GetString(),
                StoppedBy = record.TryGetProperty("stoppedBy", out var cause)
                    ? StopCauses.Parse(cause.GetString())
                    : null,
                ExitCode = Number(record.GetProperty("exitCode")),
                Signal = Number(record.GetProperty("signal")),
                StartedAt = Time(record.GetProperty("startedAt")),
                FinishedAt = Time(record.GetProperty("finishedAt")),
                Commit = record.GetProperty("commit").GetString(),
                Declarations = ((MapValue)JsonReading.ToValue(record.GetProperty("declarations"))).Entries,
                Metrics = [.. record.GetProperty("metrics").EnumerateObject().Select(Series)],
                LogTail = [.. record.GetProperty("logTail").EnumerateArray().Select(line => line.GetString()!)],
            };

    private static KeyValuePair<string, Value> Series(MetricSeries series) =>
        new(
            series.Name,
            new ListValue([
                .. series.Points.Select(point => new ListValue([Value.Of(point.Step), Value.Of(point.Value)])),
            ])
        );

    private static MetricSeries Series(JsonProperty member) =>
        new(
            member.Name,
            [
                .. member
                    .Value.EnumerateArray()
                    .Select(point => new MetricPoint(point[0].GetInt64(), MetricJson.Read(member.Name, point[1]))),
            ]
        );

    private static Value Text(string? text) => text is null ? Value.Null : Value.Of(text);

    private static Value Number(int? number) => number is { } given ? Value.Of(given) : Value.Null;

    private static Value Time(DateTimeOffset? time) =>
        time is { } given ? Value.Of(given.ToString("O", CultureInfo.InvariantCulture)) : Value.Null;

    private static int? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : element.GetInt32();

    private static DateTimeOffset? Time(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : element.GetDateTimeOffset();
}
