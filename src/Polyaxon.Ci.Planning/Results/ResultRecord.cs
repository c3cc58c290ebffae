using System.Globalization;
using System.Text;
using Polyaxon.Ci.Search;
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
                new("metrics", MetricJson.Write(result.Metrics)),
                new("logTail", new ListValue([.. result.LogTail.Select(Value.Of)])),
            ]
        );
        return text.Append('\n').ToString();
    }

    /// <summary>Reads a result; null when the text is none.</summary>
    public static ExperimentResult? Read(string text) => Read(text, out _);

    /// <summary>Reads a result; null and the reason when the text is none. Strict: results may come from anywhere.</summary>
    public static ExperimentResult? Read(string text, out string? fault) =>
        Read(Encoding.UTF8.GetBytes(text), out fault);

    /// <summary>Reads a result in UTF-8; null and the reason when the bytes are none. Strict: results may come from anywhere.</summary>
    public static ExperimentResult? Read(ReadOnlyMemory<byte> text, out string? fault) =>
        JsonFields.Parse(text, Read, out fault);

    private static ExperimentResult Read(JsonFields record)
    {
        var status = ExperimentStatus.Unknown;
        if (!ExperimentStatuses.TryParse(record.Text("status"), out status))
        {
            throw record.Fault("status", "a status");
        }

        _ = record.OptionalInteger("schema", 1, ExperimentResult.CurrentSchema);
        return new ExperimentResult
        {
            Group = record.Text("group"),
            Batch = (int)record.Integer("batch", 1, int.MaxValue),
            Index = record.Integer("index", 0),
            Attempt = (int)record.Integer("attempt", 1, int.MaxValue),
            Fingerprint = record.Text("fingerprint"),
            Status = status,
            Message = record.OptionalText("message"),
            StoppedBy = StopCauses.Parse(record.OptionalText("stoppedBy")),
            ExitCode = record.OptionalInt("exitCode", int.MinValue),
            Signal = record.OptionalInt("signal", 0),
            StartedAt = record.OptionalTime("startedAt"),
            FinishedAt = record.OptionalTime("finishedAt"),
            Commit = record.OptionalText("commit"),
            Declarations = record.Entries("declarations"),
            Metrics = MetricJson.ReadSeries(record.Members("metrics")),
            LogTail = record.Texts("logTail"),
        };
    }

    private static Value Text(string? text) => text is null ? Value.Null : Value.Of(text);

    private static Value Number(int? number) => number is { } given ? Value.Of(given) : Value.Null;

    private static Value Time(DateTimeOffset? time) =>
        time is { } given ? Value.Of(given.ToString("O", CultureInfo.InvariantCulture)) : Value.Null;
}
