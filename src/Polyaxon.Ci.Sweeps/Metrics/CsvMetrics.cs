using System.Text;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Metrics in a table with a header (RFC 4180, comma, semicolon or tab): a column is a metric, a row a step.</summary>
internal static class CsvMetrics
{
    private static readonly string[] StepNames = ["step", "global_step", "epoch", "iteration"];

    public static void Read(TextReader reader, SeriesCollection series)
    {
        if (reader.ReadLine() is not { } header)
        {
            return;
        }

        var separator = new[] { ',', ';', '\t' }.MaxBy(candidate => header.Count(c => c == candidate));
        var names = Fields(header, separator);
        if (names.Any(name => MetricNumber.TryParse(name, out _)))
        {
            return; // No header: what the columns mean is not known.
        }

        var stepAt = names.FindIndex(name => StepNames.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        while (reader.ReadLine() is { } line)
        {
            var fields = Fields(line, separator);
            if (fields.Count == names.Count)
            {
                ReadRow(names, fields, stepAt, series);
            }
        }
    }

    private static void ReadRow(List<string> names, List<string> fields, int stepAt, SeriesCollection series)
    {
        long? step =
            stepAt >= 0 && MetricNumber.TryParse(fields[stepAt], out var number) && Math.Abs(number) < 1e15
                ? (long)number
                : null;
        for (var i = 0; i < names.Count; i++)
        {
            if (i != stepAt && MetricNumber.TryParse(fields[i], out var value))
            {
                series.Add(names[i].Trim(), step, value);
            }
        }
    }

    private static List<string> Fields(string line, char separator)
    {
        List<string> fields = [];
        StringBuilder field = new();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == separator && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
