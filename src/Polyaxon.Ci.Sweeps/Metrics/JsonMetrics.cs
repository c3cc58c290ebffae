using System.Text;
using System.Text.Json;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Metrics in JSON: one object (<c>metrics.json</c>) or an object a line (<c>metrics.jsonl</c> and the tracked file). A line is
/// <c>{"step": 3, "loss": 0.1, "accuracy": 0.9}</c> or <c>{"name": "loss", "value": 0.1, "step": 3}</c>. Nested objects give dotted
/// names; a list of numbers gives a series. Python's bare NaN and Infinity are read; a half-written line is passed over.
/// </summary>
internal static class JsonMetrics
{
    private static readonly string[] StepNames = ["step", "global_step", "epoch", "iteration"];
    private static readonly string[] BareNumbers = ["-Infinity", "Infinity", "NaN"];

    public static void ReadLines(TextReader reader, SeriesCollection series)
    {
        while (reader.ReadLine() is { } line)
        {
            ReadObject(line, series);
        }
    }

    public static void ReadObject(string text, SeriesCollection series)
    {
        try
        {
            using var document = JsonDocument.Parse(QuoteBareNumbers(text));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadRecord(document.RootElement, series);
            }
        }
        catch (JsonException)
        {
            // Half a line, or no JSON: nothing can be learnt from it.
        }
    }

    /// <summary>A number, or one of the texts that stand for the numbers JSON has not.</summary>
    public static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && MetricNumber.TryParse(element.GetString(), out var number)
            ? number
            : element.GetDouble();

    private static void ReadRecord(JsonElement record, SeriesCollection series)
    {
        var (stepName, step) = Step(record);
        if (
            record.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String
            && record.TryGetProperty("value", out var value)
        )
        {
            ReadValue(name.GetString()!, value, step, series);
            return;
        }

        foreach (var member in record.EnumerateObject().Where(member => member.Name != stepName))
        {
            ReadValue(member.Name, member.Value, step, series);
        }

        // A record of nothing but an epoch reports the epoch.
        if (stepName is not null && step is { } number && record.EnumerateObject().Count() == 1)
        {
            series.Add(stepName, null, number);
        }
    }

    private static (string? Name, long? Step) Step(JsonElement record)
    {
        foreach (var name in StepNames)
        {
            if (
                record.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var step)
            )
            {
                return (name, step);
            }
        }

        return (null, null);
    }

    private static void ReadValue(string name, JsonElement value, long? step, SeriesCollection series)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetDouble(out var number):
                series.Add(name, step, number);
                break;
            case JsonValueKind.String
                when MetricNumber.TryParse(value.GetString(), out var number) && !double.IsFinite(number):
                series.Add(name, step, number);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                series.Add(name, step, value.GetBoolean() ? 1 : 0);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    ReadValue($"{name}.{member.Name}", member.Value, step, series);
                }

                break;
            case JsonValueKind.Array when step is null:
                foreach (
                    var item in value
                        .EnumerateArray()
                        .Where(item => item.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                )
                {
                    ReadValue(name, item, null, series);
                }

                break;
        }
    }

    private static string QuoteBareNumbers(string text)
    {
        if (!text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder quoted = new(text.Length + 16);
        var inText = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (
                !inText
                && BareNumbers.FirstOrDefault(bare => string.CompareOrdinal(text, i, bare, 0, bare.Length) == 0)
                    is { } found
            )
            {
                quoted.Append('"').Append(found).Append('"');
                i += found.Length - 1;
                continue;
            }

            quoted.Append(text[i]);
            if (inText && text[i] == '\\' && i + 1 < text.Length)
            {
                quoted.Append(text[++i]);
            }
            else if (text[i] == '"')
            {
                inText = !inText;
            }
        }

        return quoted.ToString();
    }
}
