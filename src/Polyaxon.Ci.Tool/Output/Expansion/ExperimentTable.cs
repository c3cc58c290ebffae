using System.Globalization;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>Experiments as a table for people.</summary>
internal static class ExperimentTable
{
    /// <summary>Widths need all rows at once, so a long list is shown in part unless more is asked for; the other formats stream.</summary>
    private const int MaxRows = 1000;

    private const int MaxWidth = 40;

    /// <summary>Writes the rows, or why there are none.</summary>
    public static void Write(TextWriter output, SearchAnswer answer, ExperimentRows rows, ExperimentWindow window)
    {
        var most = (int)Math.Min(window.Limit ?? MaxRows, 1_000_000);
        var shown = rows.Take(most).ToList();
        if (shown.Count == 0)
        {
            if (rows.Fault is null)
            {
                output.WriteLine($"No experiments: {TextStyle.Safe(answer.Reason ?? "none in this window")}");
            }

            return;
        }

        var isAdaptive = shown[0].Suggestion.Bracket is not null;
        string[] headers =
        [
            "id",
            .. isAdaptive ? ["bracket", "rung", "parent"] : Array.Empty<string>(),
            .. shown[0].Rendered.Declarations.Select(declaration => TextStyle.Safe(declaration.Key)),
        ];
        new SimpleTable(output, TextStyle.Plain).Write(headers, [.. shown.Select(row => Cells(row, isAdaptive))]);
        if (shown.Count == most && window.Limit is null && rows.Suggestions.Skip(most).Any())
        {
            output.WriteLine("… and more; --offset and --limit list a part, --format jsonl lists all.");
        }
    }

    private static Cell[] Cells(ExperimentRow row, bool isAdaptive) =>
        [
            Text(row.Suggestion.Id),
            .. isAdaptive
                ? [Text(row.Suggestion.Bracket), Text(row.Suggestion.Rung), Text(row.Suggestion.Parent)]
                : Array.Empty<Cell>(),
            .. row.Rendered.Declarations.Select(declaration => Shown(declaration.Value)),
        ];

    private static Cell Shown(Value value)
    {
        var text = TextStyle.Safe(value.ToString()).ReplaceLineEndings(" ");
        return text.Length <= MaxWidth ? text : text[..(MaxWidth - 3)] + "...";
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
