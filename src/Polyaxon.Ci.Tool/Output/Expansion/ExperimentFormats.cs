using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>The formats in which <c>expand</c> lists experiments.</summary>
internal static class ExperimentFormats
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["table", "json", "jsonl", "csv", .. ExperimentMatrix.Systems];

    /// <summary>Writes an answer in a format; a fault is left in the rows.</summary>
    public static void Write(
        string format,
        TextWriter output,
        SearchAnswer answer,
        ExperimentRows rows,
        ExperimentWindow window
    )
    {
        switch (format)
        {
            case "jsonl":
                foreach (var row in rows)
                {
                    output.Write(JsonText.Format(row.ToValue()) + "\n");
                }

                break;
            case "json":
                WriteJson(output, answer, rows);
                break;
            case "csv":
                ExperimentCsv.Write(output, rows);
                break;
            case "table":
                ExperimentTable.Write(output, answer, rows, window);
                break;
            default:
                ExperimentMatrix.Write(format, output, rows);
                break;
        }
    }

    private static void WriteJson(TextWriter output, SearchAnswer answer, ExperimentRows rows)
    {
        output.Write(answer.State == SearchState.Finished ? "{\"finished\":true" : "{\"finished\":false");
        output.Write($",\"reason\":{JsonText.Format(Json.Text(answer.Reason))},\"experiments\":[");
        var separator = "";
        foreach (var row in rows)
        {
            output.Write(separator + JsonText.Format(row.ToValue()));
            separator = ",";
        }

        output.Write("]}\n");
    }
}
