using System.Text;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Appends to a metrics file. Several processes of one experiment may do so at once: a record is written in one piece.</summary>
public static class MetricTracker
{
    /// <summary>
    /// Reads <c>NAME=VALUE</c> texts; null and the reason when one is not that. The value is what follows the last <c>=</c>, since
    /// names may hold one and numbers cannot.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, double>>? Parse(IEnumerable<string> texts, out string? fault)
    {
        List<KeyValuePair<string, double>> metrics = [];
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at <= 0 || !MetricNumber.TryParse(text.AsSpan(at + 1), out var value))
            {
                fault = $"'{text}' is not NAME=VALUE with a number, for example loss=0.25.";
                return null;
            }

            metrics.Add(new(text[..at], value));
        }

        fault = metrics.Count == 0 ? "Give at least one NAME=VALUE, for example loss=0.25." : null;
        return fault is null ? metrics : null;
    }

    /// <summary>Appends one record.</summary>
    /// <param name="path">The file; made when it does not exist.</param>
    /// <param name="metrics">Names and values.</param>
    /// <param name="step">The step; null to follow the values reported before.</param>
    public static void Append(string path, IEnumerable<KeyValuePair<string, double>> metrics, long? step)
    {
        StringBuilder text = new();
        foreach (var (name, value) in metrics)
        {
            List<KeyValuePair<string, Value>> record = [new("name", Value.Of(name)), new("value", Value.Of(value))];
            if (step is { } number)
            {
                record.Add(new("step", Value.Of(number)));
            }

            JsonText.AppendObject(text, [.. record]);
            text.Append('\n');
        }

        if (EndsInHalfALine(path))
        {
            text.Insert(0, '\n');
        }

        AppendingFile.Append(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool EndsInHalfALine(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
