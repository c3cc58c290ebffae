using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>The fields of one kind of row, under the names of the old platform.</summary>
public sealed class FieldSet
{
    private const string Unique = "g.user || '.' || g.project || '.' || g.id";

    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["declarations"] = "params",
        ["metric"] = "metrics",
    };

    private FieldSet(ImmutableArray<QueryField> fields, ImmutableArray<string> statuses) =>
        (Fields, Statuses) = (fields, statuses);

    /// <summary>The fields of experiments; columns of <c>experiments e</c> joined with <c>groups g</c>.</summary>
    public static FieldSet Experiments { get; } =
        new(
            [
                new("id", FieldKind.Id, "e.id"),
                new("name", FieldKind.Text, $"{Unique} || '.' || e.id"),
                new("description", FieldKind.Text, "g.description"),
                new("user", FieldKind.Value, "g.user"),
                new("status", FieldKind.Status, "e.status"),
                new("project", FieldKind.Value, "g.project"),
                new("group", FieldKind.Id, "e.group_id"),
                new("tags", FieldKind.Tags, "g.tags"),
                new("created_at", FieldKind.Time, "e.created_at"),
                new("updated_at", FieldKind.Time, "coalesce(e.finished_at, e.started_at, e.created_at)"),
                new("started_at", FieldKind.Time, "e.started_at"),
                new("finished_at", FieldKind.Time, "e.finished_at"),
                new("independent", FieldKind.Flag, "0"),
                new("params", FieldKind.Param, ""),
                new("metrics", FieldKind.Metric, ""),
            ],
            [.. Enum.GetValues<ExperimentStatus>().Select(status => status.ToText())]
        );

    /// <summary>The fields of groups; columns of <c>groups g</c>.</summary>
    public static FieldSet Groups { get; } =
        new(
            [
                new("id", FieldKind.Id, "g.id"),
                new("name", FieldKind.Text, $"coalesce(g.name, {Unique})"),
                new("description", FieldKind.Text, "g.description"),
                new("user", FieldKind.Value, "g.user"),
                new("status", FieldKind.Status, "g.status"),
                new("project", FieldKind.Value, "g.project"),
                new("tags", FieldKind.Tags, "g.tags"),
                new("search_algorithm", FieldKind.Value, "g.algorithm"),
                new("concurrency", FieldKind.Number, "g.concurrency"),
                new("type", FieldKind.Value, "'study'"),
                new("created_at", FieldKind.Time, "g.created_at"),
                new("updated_at", FieldKind.Time, "coalesce(g.finished_at, g.started_at, g.created_at)"),
                new("started_at", FieldKind.Time, "g.started_at"),
                new("finished_at", FieldKind.Time, "g.finished_at"),
            ],
            ["created", "resuming", "warning", "running", "done", "stopping", "stopped", "failed", "skipped", "unknown"]
        );

    /// <summary>The fields.</summary>
    public ImmutableArray<QueryField> Fields { get; }

    /// <summary>The statuses that exist.</summary>
    public ImmutableArray<string> Statuses { get; }

    /// <summary>A field by its name as written, with the part after the dot; the fault when there is none of that name.</summary>
    internal (QueryField? Field, string? Member, QueryFault? Fault) Find(Piece name)
    {
        var dot = name.Text.IndexOf('.', StringComparison.Ordinal);
        var family = dot < 0 ? name.Text : name.Text[..dot];
        var field = Fields.FirstOrDefault(one => one.Name == OldNames.GetValueOrDefault(family, family));
        if (field is null || (dot >= 0 && !field.IsFamily))
        {
            return (null, null, name.Fault($"There is no field '{name.Text}'.{Hint(name.Text, family)} {Known()}"));
        }

        var member = dot < 0 ? "" : name.Text[(dot + 1)..].Trim();
        return field.IsFamily && member.Length == 0
            ? (null, null, name.Fault($"'{family}' needs a name after a dot, as in {family}.NAME."))
            : (field, field.IsFamily ? member : null, null);
    }

    private string Hint(string name, string family) =>
        NearestName.Find(family, Fields.Select(field => field.Name)) is not { } near ? ""
        : name.Length > family.Length && Fields.First(field => field.Name == near).IsFamily
            ? $" Did you mean '{near}{name[family.Length..]}'?"
        : $" Did you mean '{near}'?";

    private string Known() =>
        $"Fields are {string.Join(", ", Fields.Select(field => field.IsFamily ? $"{field.Name}.NAME" : field.Name))}.";
}
