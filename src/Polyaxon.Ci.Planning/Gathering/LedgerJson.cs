using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>The text of <c>group.json</c>: one experiment a line.</summary>
public static class LedgerJson
{
    /// <summary>What tells a ledger from other JSON.</summary>
    internal const string Kind = "polyaxon-group";

    /// <summary>Writes a ledger, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(GroupLedger ledger) =>
        PlanEntryJson.WriteFile(Head(ledger), ledger.Entries);

    /// <summary>Reads a ledger; null and the reason when the text is none.</summary>
    public static GroupLedger? Read(ReadOnlyMemory<byte> text, out string? fault) =>
        JsonFields.Parse(text, Read, out fault);

    private static MapValue Head(GroupLedger ledger)
    {
        JsonMembers members = new();
        members.Add("kind", Kind);
        members.Add("schema", GroupLedger.CurrentSchema);
        members.Add("toolVersion", ledger.ToolVersion);
        members.Add("group", ledger.Group);
        members.Add("batch", ledger.Batch);
        members.Add("attempt", ledger.Attempt);
        members.Add("status", ledger.Status);
        members.Add("ended", ledger.Ended is { } end ? PlanSettingsJson.Write(end) : null);
        members.Add("commit", ledger.Commit);
        members.Add("seed", ledger.Seed);
        members.Add("objective", ledger.Objective is { } goal ? PlanSettingsJson.Write(goal) : null);
        members.Add("best", ledger.Best?.Experiment.Index);
        members.Add("settings", PlanSettingsJson.Write(ledger.Settings));
        members.Add("problems", new ListValue([.. ledger.Problems.Select(Write)]));
        members.Add("analysis", ledger.Analysis);
        return members.ToMap();
    }

    private static Value Write(Problem problem)
    {
        JsonMembers members = new();
        members.Add("kind", problem.Kind.ToString().ToLowerInvariant());
        members.Add("message", problem.Message);
        members.Add("index", problem.Index);
        members.Add("leg", problem.Leg);
        return members.ToMap();
    }

    private static GroupLedger Read(JsonFields fields)
    {
        if (fields.OptionalText("kind") != Kind)
        {
            throw fields.Fault("kind", $"'{Kind}': the file is no ledger");
        }

        if (fields.Integer("schema", 1) > GroupLedger.CurrentSchema)
        {
            throw new FormatException(
                "The ledger was written by a newer version of the tool; use the same one everywhere."
            );
        }

        return new GroupLedger
        {
            ToolVersion = fields.Text("toolVersion"),
            Group = fields.Text("group"),
            Batch = (int)fields.Integer("batch", 1, int.MaxValue),
            Attempt = (int)fields.Integer("attempt", 1, int.MaxValue),
            Commit = fields.OptionalText("commit"),
            Seed = fields.Integer("seed", long.MinValue),
            Objective = fields.OptionalObject("objective") is { } goal ? PlanSettingsJson.ReadGoal(goal) : null,
            Settings = fields.OptionalObject("settings") is { } settings ? PlanSettingsJson.Read(settings) : new(),
            Ended = fields.OptionalObject("ended") is { } end ? PlanSettingsJson.ReadEnd(end) : null,
            Entries = PlanEntryJson.ReadAll(fields),
            Analysis = fields.OptionalValue("analysis") is { } analysis
                ? analysis as MapValue ?? throw fields.Fault("analysis", "an object")
                : null,
            Problems = [.. fields.Items("problems").Select(item => ReadProblem(new JsonFields(item, "problems")))],
        };
    }

    private static Problem ReadProblem(JsonFields fields) =>
        new(
            Enum.TryParse<ProblemKind>(fields.Text("kind"), ignoreCase: true, out var kind)
                ? kind
                : throw fields.Fault("kind", "a kind of problem"),
            fields.Text("message"),
            fields.OptionalInteger("index", 1),
            fields.OptionalInt("leg", 0)
        );
}
