using System.Collections.Immutable;
using System.Text.Json;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Observations;

/// <summary>Reads observations: one JSON object a line, in any order. Faulty lines are reported with their place.</summary>
public static class ObservationLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The history that the lines tell.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="diagnostics">Where faults go.</param>
    public static History Read(string file, IEnumerable<string> lines, DiagnosticBag diagnostics)
    {
        var observations = new List<Observation>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line.Trim('\uFEFF')))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(line.Trim('\uFEFF'), Options);
                observations.Add(ReadLine(document.RootElement, number));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                var column = e is JsonException { BytePositionInLine: { } at } ? (int)at + 1 : 1;
                diagnostics.Add(
                    SearchRules.Observation,
                    new SourceSpan(file, number, column, number, line.Length + 1),
                    e is JsonException ? "This line is not one JSON object; each line is one observation." : e.Message
                );
            }
        }

        return History.Of(observations);
    }

    private static Observation ReadLine(JsonElement line, int number)
    {
        Require(
            line.ValueKind == JsonValueKind.Object,
            "An observation is a JSON object such as {\"params\":{\"lr\":0.1},\"metrics\":{\"loss\":0.3}}."
        );
        var metrics = ReadMetrics(line);
        var status = ReadStatus(line, metrics);
        Require(
            line.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object,
            "An observation needs 'params', an object of the matrix values."
        );
        return new Observation
        {
            Id = Integer(line, "id") ?? number,
            Parameters = ReadParameters(parameters),
            Status = status,
            Metrics = metrics,
            Attempt = (int)(Integer(line, "attempt") ?? 1),
            Bracket = (int?)Integer(line, "bracket"),
            Rung = (int?)Integer(line, "rung"),
            Resource =
                line.TryGetProperty("resource", out var resource) && resource.ValueKind != JsonValueKind.Null
                    ? JsonReading.ToValue(resource)
                    : null,
            Parent = Integer(line, "parent"),
        };
    }

    /// <summary>Of members of one name the first counts. Plain loops: queries over JSON members would be compiled at run time.</summary>
    private static ImmutableDictionary<string, Value> ReadParameters(JsonElement parameters)
    {
        var values = ImmutableDictionary.CreateBuilder<string, Value>();
        foreach (var member in parameters.EnumerateObject())
        {
            if (!values.ContainsKey(member.Name))
            {
                values.Add(member.Name, JsonReading.ToValue(member.Value));
            }
        }

        return values.ToImmutable();
    }

    private static ImmutableDictionary<string, double> ReadMetrics(JsonElement line)
    {
        if (!line.TryGetProperty("metrics", out var metrics) || metrics.ValueKind == JsonValueKind.Null)
        {
            return ImmutableDictionary<string, double>.Empty;
        }

        Require(metrics.ValueKind == JsonValueKind.Object, "'metrics' is an object of numbers.");
        var values = ImmutableDictionary.CreateBuilder<string, double>();
        var names = new HashSet<string>();
        foreach (var member in metrics.EnumerateObject())
        {
            if (names.Add(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            {
                values.Add(member.Name, MetricJson.Read(member.Name, member.Value));
            }
        }

        return values.ToImmutable();
    }

    /// <summary>Without a status, an observation with metrics has succeeded and one without is pending.</summary>
    private static ExperimentStatus ReadStatus(JsonElement line, ImmutableDictionary<string, double> metrics)
    {
        if (!line.TryGetProperty("status", out var text) || text.ValueKind == JsonValueKind.Null)
        {
            return metrics.IsEmpty ? ExperimentStatus.Created : ExperimentStatus.Succeeded;
        }

        var status = ExperimentStatus.Unknown;
        Require(
            text.ValueKind == JsonValueKind.String && ExperimentStatuses.TryParse(text.GetString()!, out status),
            "'status' is one of created, running, succeeded, failed, stopped and the like."
        );
        return status;
    }

    private static long? Integer(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Require(
            value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var number)
                && number is >= 0 and <= int.MaxValue,
            $"'{name}' is a whole number, not below 0."
        );
        return value.GetInt64();
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }
}
