using System.Globalization;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>Writes the experiments of a search in one of the formats of <c>expand</c>.</summary>
internal sealed class ExperimentWriter(TextWriter output, SearchSpace space, ExperimentRenderer renderer)
{
    private Diagnostic? _fault;

    /// <summary>Writes the answer; a fault that a template shows only with these values is answered.</summary>
    public Diagnostic? Write(string format, SearchAnswer answer)
    {
        var rows = Rows(answer.Suggestions);
        switch (format)
        {
            case "jsonl":
                foreach (var row in rows)
                {
                    output.Write(JsonText.Format(row.ToValue()) + "\n");
                }

                break;
            case "json":
                WriteJson(answer, rows);
                break;
            case "csv":
                WriteCsv(rows);
                break;
            case "table":
                WriteTable(answer, rows);
                break;
            default:
                WriteMatrix(format, rows);
                break;
        }

        return _fault;
    }

    private IEnumerable<ExperimentRow> Rows(IEnumerable<Suggestion> suggestions)
    {
        foreach (var suggestion in suggestions)
        {
            var result = renderer.Render(suggestion.Values, suggestion.Resource);
            if (result.Experiment is null)
            {
                _fault = result.Fault;
                yield break;
            }

            yield return new ExperimentRow(suggestion, ExperimentRow.Named(space, suggestion), result.Experiment);
        }
    }

    private void WriteJson(SearchAnswer answer, IEnumerable<ExperimentRow> rows)
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

    private void WriteCsv(IEnumerable<ExperimentRow> rows)
    {
        output.Write("id," + string.Join(',', space.Dimensions.Select(dimension => Csv(dimension.Name))) + ",cmd\n");
        foreach (var row in rows)
        {
            var values = row.Parameters.Select(parameter => Csv(parameter.Value.ToString()));
            output.Write(
                $"{row.Suggestion.Id.ToString(CultureInfo.InvariantCulture)},{string.Join(',', values)},{Csv(row.Rendered.Command)}\n"
            );
        }
    }

    private void WriteTable(SearchAnswer answer, IEnumerable<ExperimentRow> rows)
    {
        // Widths need all rows at once, so a long list is shown in part; the other formats stream.
        const int MaxRows = 1000;
        var shown = rows.Take(MaxRows + 1).ToList();
        if (shown.Count == 0)
        {
            output.WriteLine($"No experiments: {answer.Reason ?? "none in this window"}");
            return;
        }

        string[] headers =
        [
            "id",
            .. shown[0].Rendered.Declarations.Select(declaration => TextStyle.Safe(declaration.Key)),
        ];
        var cells = shown
            .Take(MaxRows)
            .Select(row =>
                (IReadOnlyList<string>)
                    [
                        row.Suggestion.Id.ToString(CultureInfo.InvariantCulture),
                        .. row.Rendered.Declarations.Select(declaration => Cell(declaration.Value)),
                    ]
            )
            .ToList();
        TableText.Write(output, headers, cells);
        if (shown.Count > MaxRows)
        {
            output.WriteLine($"… and more; --offset, --limit and --format jsonl list them.");
        }
    }

    private void WriteMatrix(string format, IEnumerable<ExperimentRow> rows)
    {
        var most = JobMatrix.MaxJobs(format);
        var shown = rows.Take(most + 1).ToList();
        if (shown.Count > most)
        {
            _fault = new Diagnostic(
                CiRules.TooManyJobs,
                $"A {format} matrix has at most {most} jobs; list a window with --offset and --limit.",
                SourceSpan.CommandLine
            );
            return;
        }

        output.Write(JsonText.Format(JobMatrix.Of(format, shown.Select(row => row.Suggestion.Id))) + "\n");
    }

    private static string Cell(Value value)
    {
        var text = TextStyle.Safe(value.ToString()).ReplaceLineEndings(" ");
        return text.Length <= 40 ? text : text[..37] + "...";
    }

    /// <summary>A field by RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe, numbers do not.</summary>
    private static string Csv(string text)
    {
        var isNumber = double.TryParse(text, CultureInfo.InvariantCulture, out _);
        text =
            text.Length > 0 && !isNumber && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !isNumber
                ? "'" + text
                : text;
        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
