using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Outcomes in JSON, in plans and ledgers alike.</summary>
internal static class OutcomeJson
{
    /// <summary>Appends an outcome as an object; what is absent is left out.</summary>
    public static void Append(StringBuilder text, Outcome outcome)
    {
        JsonObjectText members = new(text);
        members.Add("kind", ToText(outcome.Kind));
        members.Add("status", outcome.Status.ToText());
        members.Add("attempt", outcome.Attempt);
        members.Add("message", outcome.Message);
        members.Add("stoppedBy", outcome.StoppedBy?.ToText());
        members.Add("startedAt", Time(outcome.StartedAt));
        members.Add("finishedAt", Time(outcome.FinishedAt));
        members.Add("commit", outcome.Commit);
        members.Add("reusedFrom", outcome.ReusedFrom);
        if (!outcome.Metrics.IsEmpty)
        {
            MetricJson.Append(members.Open("metrics"), outcome.Metrics);
        }

        members.Close();
    }

    /// <summary>Reads what <see cref="Append"/> wrote.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static Outcome Read(JsonFields fields)
    {
        if (!ExperimentStatuses.TryParse(fields.Text("status"), out var status))
        {
            throw fields.Fault("status", "a status");
        }

        return new Outcome
        {
            Kind = fields.Text("kind") switch
            {
                "received" => OutcomeKind.Received,
                "reused" => OutcomeKind.Reused,
                "missing" => OutcomeKind.Missing,
                "refused" => OutcomeKind.Refused,
                _ => throw fields.Fault("kind", "one of received, reused, missing and refused"),
            },
            Status = status,
            Attempt = fields.OptionalInt("attempt", 0) ?? 0,
            Message = fields.OptionalText("message"),
            StoppedBy = StopCauses.Parse(fields.OptionalText("stoppedBy")),
            StartedAt = fields.OptionalTime("startedAt"),
            FinishedAt = fields.OptionalTime("finishedAt"),
            Commit = fields.OptionalText("commit"),
            ReusedFrom = fields.OptionalText("reusedFrom"),
            Metrics = MetricJson.ReadSeries(fields.Members("metrics")),
        };
    }

    private static string ToText(OutcomeKind kind) =>
        kind switch
        {
            OutcomeKind.Received => "received",
            OutcomeKind.Reused => "reused",
            OutcomeKind.Missing => "missing",
            _ => "refused",
        };

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
