using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>The experiments of a plan in JSON.</summary>
internal static class PlanEntryJson
{
    /// <summary>About the most bytes of an experiment's line, for room.</summary>
    private const int LineBytes = 640;

    /// <summary>A whole file in UTF-8: the members of its head, then one experiment a line.</summary>
    public static ReadOnlyMemory<byte> WriteFile(MapValue head, ImmutableArray<PlanEntry> entries)
    {
        ArrayBufferWriter<byte> bytes = new(LineBytes * (entries.Length + 1));
        StringBuilder text = new();
        JsonText.Append(text, head);
        text.Length--; // The object goes on with its experiments.
        text.Append(",\"experiments\":[");
        var separator = "\n";
        foreach (var entry in entries)
        {
            text.Append(separator);
            Append(text, entry);
            Move(text, bytes);
            separator = ",\n";
        }

        Move(text.Append("\n]}\n"), bytes);
        return bytes.WrittenMemory;
    }

    /// <summary>JSON text is ASCII, a byte a character.</summary>
    private static void Move(StringBuilder text, ArrayBufferWriter<byte> bytes)
    {
        foreach (var chunk in text.GetChunks())
        {
            bytes.Advance(Encoding.ASCII.GetBytes(chunk.Span, bytes.GetSpan(chunk.Length)));
        }

        text.Clear();
    }

    /// <summary>An experiment as an object; what it has not is left out.</summary>
    private static void Append(StringBuilder text, PlanEntry entry)
    {
        var experiment = entry.Experiment;
        JsonObjectText members = new(text);
        members.Add("index", experiment.Index);
        members.Add("batch", entry.Batch);
        members.Add("leg", experiment.Leg);
        members.Add("bracket", experiment.Bracket);
        members.Add("rung", experiment.Rung);
        members.Add("resource", experiment.Resource);
        members.Add("parent", experiment.Parent);
        members.Add("params", experiment.Parameters);
        members.Add("declarations", experiment.Declarations);
        members.Add("cmd", experiment.Command);
        members.Add("fingerprint", experiment.Fingerprint);
        if (entry.Outcome is { } outcome)
        {
            OutcomeJson.Append(members.Open("outcome"), outcome);
        }

        members.Close();
    }

    /// <summary>Reads an experiment.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    private static PlanEntry Read(JsonFields fields) =>
        new(
            new PlannedExperiment
            {
                Index = fields.Integer("index", 1),
                Leg = fields.OptionalInt("leg", 0) ?? 0,
                Bracket = fields.OptionalInt("bracket", 0),
                Rung = fields.OptionalInt("rung", 0),
                Resource = fields.OptionalValue("resource"),
                Parent = fields.OptionalInteger("parent", 1),
                Parameters = fields.Entries("params"),
                Declarations = fields.Entries("declarations"),
                Command = fields.Text("cmd"),
                Fingerprint = fields.Text("fingerprint"),
            },
            (int)fields.Integer("batch", 1, int.MaxValue),
            fields.OptionalObject("outcome") is { } outcome ? OutcomeJson.Read(outcome) : null
        );

    /// <summary>Reads the list <c>experiments</c> of a plan or ledger.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static ImmutableArray<PlanEntry> ReadAll(JsonFields fields)
    {
        var entries = ImmutableArray.CreateBuilder<PlanEntry>();
        var last = 0L;
        foreach (var item in fields.Items("experiments"))
        {
            var entry = Read(new JsonFields(item, $"experiments[{entries.Count}]"));
            if (entry.Experiment.Index <= last || entries.Count == CiLimits.Experiments)
            {
                throw fields.Fault("experiments", $"a list of at most {CiLimits.Experiments} by ascending index");
            }

            last = entry.Experiment.Index;
            entries.Add(entry);
        }

        return entries.ToImmutable();
    }
}
