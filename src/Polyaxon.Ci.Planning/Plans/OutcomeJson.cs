using System.Globalization;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Outcomes in JSON, in plans and ledgers alike.</summary>
internal static class OutcomeJson
{
    private static readonly OutcomeKind[] Kinds = Enum.GetValues<OutcomeKind>();

    /// <summary>The members of an outcome; what is absent is left out.</summary>
    public static MapValue Write(Outcome outcome)
    {
        JsonMembers members = new();
        members.Add("kind", ToText(outcome.Kind));
        members.Add("status", outcome.Status.ToText());
        members.Add("attempt", outcome.Attempt);
        members.Add("message", outcome.Message);
        members.Add("stoppedBy", outcome.StoppedBy?.ToText());
        members.Add("startedAt", Time(outcome.StartedAt));
        members.Add("finishedAt", Time(outcome.FinishedAt));
        members.Add("commit", outcome.Commit);
        members.Add("reusedFrom", outcome.ReusedFrom);
        members.Add("metrics", outcome.Metrics.IsEmpty ? null : MetricJson.Write(outcome.Metrics));
        return members.ToMap();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static Outcome Read(JsonFields fields)
    {
        var kind = fields.Text("kind");
        if (!Kinds.Any(candidate => ToText(candidate) == kind))
        {
            throw fields.Fault("kind", "one of received, reused, missing and refused");
        }

        if (!ExperimentStatuses.TryParse(fields.Text("status"), out var status))
        {
            throw fields.Fault("status", "a status");
        }

        return new Outcome
        {
            Kind = Kinds.First(candidate => ToText(candidate) == kind),
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

    private static string ToText(OutcomeKind kind) => kind.ToString().ToLowerInvariant();

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
