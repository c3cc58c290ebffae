using System.Globalization;
using System.Text;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>
/// Tables as the old tool drew them: columns two blanks apart, dashes below the headers, numbers to the right and text to the left.
/// Control characters of values are shown as question marks, so that a value cannot draw on the terminal, and long values are cut.
/// </summary>
internal sealed class SimpleTable(TextWriter output, TextStyle style)
{
    /// <summary>How wide a value is shown in a table of many rows.</summary>
    private const int MaxWidth = 60;

    /// <summary>A table with headers.</summary>
    public void Write(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        var shown = rows.Select(row => (Cell[])[.. row.Select(cell => cell with { Text = Shown(cell.Text) })]).ToList();
        Cell[] first = [.. headers.Select(header => new Cell(Shown(header)))];
        var (widths, right) = Measure([first, .. shown], shown, headers.Count);
        output.WriteLine(Line(first, widths, right));
        output.WriteLine(Dashes(widths));
        foreach (var row in shown)
        {
            output.WriteLine(Line(row, widths, right));
        }
    }

    /// <summary>A table of names and values, with a line of dashes above and below.</summary>
    public void WritePairs(IReadOnlyList<(string Name, Cell Value)> rows)
    {
        var shown = rows.Select(row => (Cell[])[row.Name, row.Value with { Text = Disarmed(row.Value.Text) }]).ToList();
        var (widths, right) = Measure(shown, shown, 2);
        output.WriteLine(Dashes(widths));
        foreach (var row in shown)
        {
            output.WriteLine(Line(row, widths, right));
        }

        output.WriteLine(Dashes(widths));
    }

    private static (int[] Widths, bool[] Right) Measure(List<Cell[]> all, List<Cell[]> rows, int columns) =>
        (
            [.. Enumerable.Range(0, columns).Select(column => all.Max(row => TextWidth.Of(row[column].Text)))],
            [
                .. Enumerable
                    .Range(0, columns)
                    .Select(column =>
                        rows.Any(row => row[column].Text.Length > 0) && rows.All(row => IsNumber(row[column].Text))
                    ),
            ]
        );

    private static bool IsNumber(string text) =>
        text.Length == 0
        || text is "nan" or "inf" or "-inf"
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Dashes(int[] widths) => string.Join("  ", widths.Select(width => new string('-', width)));

    private static string Shown(string text)
    {
        text = Disarmed(text);
        if (text.Length <= MaxWidth)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxWidth - 2]) ? MaxWidth - 2 : MaxWidth - 1;
        return $"{text[..end]}…";
    }

    private static string Disarmed(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private string Line(Cell[] row, int[] widths, bool[] right)
    {
        StringBuilder line = new();
        for (var i = 0; i < row.Length; i++)
        {
            var (text, colour) = row[i];
            var blanks = new string(' ', widths[i] - TextWidth.Of(text));
            var painted = colour is { } given ? style.Paint(given, text) : text;
            line.Append(i > 0 ? "  " : "").Append(right[i] ? blanks + painted : painted + blanks);
        }

        return line.ToString().TrimEnd(' ');
    }
}
