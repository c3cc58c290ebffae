using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>A suggestion and the batch it belongs to.</summary>
/// <param name="Suggestion">What is to be run.</param>
/// <param name="Batch">The batch, from 1.</param>
internal sealed record BatchedSuggestion(Suggestion Suggestion, int Batch);

/// <summary>A suggestion as a line of JSON, from which the very same experiment can be planned again.</summary>
internal static class PlanLine
{
    /// <summary>Writes a suggestion.</summary>
    /// <param name="planned">The suggestion.</param>
    /// <param name="matrix">The dimensions its values belong to.</param>
    public static string Write(BatchedSuggestion planned, ImmutableArray<MatrixParameter> matrix)
    {
        var (suggestion, batch) = planned;
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new("id", Value.Of(suggestion.Id)),
                new("batch", Value.Of(batch)),
                new(
                    "params",
                    new MapValue([
                        .. matrix.Zip(suggestion.Values, (one, value) => KeyValuePair.Create(one.Name, value)),
                    ])
                ),
                new("bracket", Number(suggestion.Bracket)),
                new("rung", Number(suggestion.Rung)),
                new("resource", suggestion.Resource ?? Value.Null),
                new("parent", Number(suggestion.Parent)),
            ]
        );
        return text.ToString();
    }

    /// <summary>Reads a suggestion; null when the text is none of these dimensions.</summary>
    public static BatchedSuggestion? Read(string text, ImmutableArray<MatrixParameter> matrix)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            var values = (MapValue)JsonReading.ToValue(line.GetProperty("params"));
            return new BatchedSuggestion(
                new Suggestion(
                    line.GetProperty("id").GetInt64(),
                    [.. matrix.Select(one => values[one.Name] ?? throw new FormatException(one.Name))]
                )
                {
                    Bracket = (int?)Number(line.GetProperty("bracket")),
                    Rung = (int?)Number(line.GetProperty("rung")),
                    Resource = line.GetProperty("resource") is { ValueKind: not JsonValueKind.Null } resource
                        ? JsonReading.ToValue(resource)
                        : null,
                    Parent = Number(line.GetProperty("parent")),
                },
                line.GetProperty("batch").GetInt32()
            );
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or InvalidCastException
            )
        {
            return null;
        }
    }

    private static Value Number(long? number) => number is { } given ? Value.Of(given) : Value.Null;

    private static long? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();
}
