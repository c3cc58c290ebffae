using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>The text of <c>plan.json</c>: one experiment a line, so that plans can be read and compared.</summary>
public static class PlanJson
{
    /// <summary>What tells a plan from other JSON.</summary>
    internal const string Kind = "polyaxon-plan";

    /// <summary>Writes a plan, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(SweepPlan plan) => PlanEntryJson.WriteFile(Head(plan), plan.Entries);

    /// <summary>Reads a plan; null and the reason when the text is none. Strict: plans travel as artifacts.</summary>
    public static SweepPlan? Read(ReadOnlyMemory<byte> text, out string? fault) =>
        JsonFields.Parse(text, Read, out fault);

    private static MapValue Head(SweepPlan plan)
    {
        JsonMembers members = new();
        members.Add("kind", Kind);
        members.Add("schema", SweepPlan.CurrentSchema);
        members.Add("toolVersion", plan.ToolVersion);
        members.Add("group", plan.Group);
        members.Add("commit", plan.Commit);
        members.Add("seed", plan.Seed);
        members.Add("objective", plan.Objective is { } goal ? PlanSettingsJson.Write(goal) : null);
        members.Add("batch", plan.Batch);
        members.Add("concurrency", plan.Concurrency);
        members.Add("resume", plan.Resume);
        members.Add("ended", plan.Ended is { } end ? PlanSettingsJson.Write(end) : null);
        members.Add("settings", PlanSettingsJson.Write(plan.Settings));
        members.Add("specification", Specification(plan.Source));
        return members.ToMap();
    }

    /// <summary>The texts, for reading again and for places; and the merged document, for people and other programs.</summary>
    private static MapValue Specification(PlanSource source)
    {
        JsonMembers members = new();
        members.Add(
            "files",
            new ListValue([
                .. source.Files.Select(file => new MapValue([
                    new("name", Value.Of(file.File)),
                    new("content", Value.Of(file.Content)),
                ])),
            ])
        );
        members.Add("params", new ListValue([.. source.Params.Select(Value.Of)]));
        members.Add("merged", source.Read().File?.Document.ToValue());
        return members.ToMap();
    }

    private static SweepPlan Read(JsonFields fields)
    {
        if (fields.OptionalText("kind") != Kind)
        {
            throw fields.Fault("kind", $"'{Kind}': the file is no plan");
        }

        if (fields.Integer("schema", 1) > SweepPlan.CurrentSchema)
        {
            throw new FormatException(
                "The plan was written by a newer version of the tool; use the same one everywhere."
            );
        }

        var group = fields.Text("group");
        if (!GroupIdentity.IsValid(group))
        {
            throw fields.Fault("group", "a group id");
        }

        return new SweepPlan
        {
            ToolVersion = fields.Text("toolVersion"),
            Group = group,
            Commit = fields.OptionalText("commit"),
            Seed = fields.Integer("seed", long.MinValue),
            Objective = fields.OptionalObject("objective") is { } goal ? PlanSettingsJson.ReadGoal(goal) : null,
            Batch = (int)fields.Integer("batch", 1, int.MaxValue),
            Concurrency = (int)fields.Integer("concurrency", 1, int.MaxValue),
            Resume = fields.Flag("resume"),
            Ended = fields.OptionalObject("ended") is { } end ? PlanSettingsJson.ReadEnd(end) : null,
            Settings = fields.OptionalObject("settings") is { } settings ? PlanSettingsJson.Read(settings) : new(),
            Source = ReadSource(
                fields.OptionalObject("specification") ?? throw fields.Fault("specification", "an object")
            ),
            Entries = PlanEntryJson.ReadAll(fields),
        };
    }

    private static PlanSource ReadSource(JsonFields fields) =>
        new(
            [
                .. fields
                    .Items("files")
                    .Select(item => new JsonFields(item, "specification.files"))
                    .Select(file => new SourceText(file.Text("name"), file.Text("content"))),
            ],
            fields.Texts("params")
        );
}
