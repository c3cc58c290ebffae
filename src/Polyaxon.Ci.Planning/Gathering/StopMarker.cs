using System.Text.Json;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>What a leg leaves for the legs after it when its results meet early stopping.</summary>
/// <param name="Group">The group's id.</param>
/// <param name="Batch">The batch, from 1.</param>
/// <param name="Leg">The leg, from 0.</param>
/// <param name="Reason">The experiment and the rule, in words.</param>
public sealed record StopMarker(string Group, int Batch, int Leg, string Reason)
{
    private const string Kind = "polyaxon-stop";

    /// <summary>The text of a marker.</summary>
    public string Write()
    {
        JsonMembers members = new();
        members.Add("kind", Kind);
        members.Add("schema", 1);
        members.Add("group", Group);
        members.Add("batch", Batch);
        members.Add("leg", Leg);
        members.Add("reason", Reason);
        return JsonText.Format(members.ToMap()) + "\n";
    }

    /// <summary>Reads a marker; null when the text is none.</summary>
    public static StopMarker? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonFields fields = new(document.RootElement, "");
            return fields.OptionalText("kind") != Kind
                ? null
                : new StopMarker(
                    fields.Text("group"),
                    (int)fields.Integer("batch", 1, int.MaxValue),
                    (int)fields.Integer("leg", 0, int.MaxValue),
                    fields.Text("reason")
                );
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
