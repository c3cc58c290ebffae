using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>
/// Tables as the old tool drew them: columns two blanks apart, dashes below the headers, numbers to the right and text to the left.
/// Control characters of values are shown as question marks, so that a value cannot draw on the terminal.
/// </summary>
internal static class SimpleTable
{
    /// <summary>A table with headers.</summary>
    public static void Write(
        TextWriter output,
        IReadOnlyList<string> headers,
        IReadOnlyList<IReadOnlyList<string>> rows
    )
    {
        var (widths, right) = Measure([headers, .. rows], rows, headers.Count);
        output.WriteLine(Line(headers, widths, right));
        output.WriteLine(Dashes(widths));
        foreach (var row in rows)
        {
            output.WriteLine(Line(row, widths, right));
        }
    }

    /// <summary>A table of names and values, with a line of dashes above and below.</summary>
    public static void WritePairs(TextWriter output, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var (widths, right) = Measure(rows, rows, 2);
        output.WriteLine(Dashes(widths));
        foreach (var row in rows)
        {
            output.WriteLine(Line(row, widths, right));
        }

        output.WriteLine(Dashes(widths));
    }

    private static (int[] Widths, bool[] Right) Measure(
        IReadOnlyList<IReadOnlyList<string>> all,
        IReadOnlyList<IReadOnlyList<string>> rows,
        int columns
    ) =>
        (
            [.. Enumerable.Range(0, columns).Select(column => all.Max(row => row[column].Length))],
            [
                .. Enumerable
                    .Range(0, columns)
                    .Select(column =>
                        rows.Any(row => row[column].Length > 0) && rows.All(row => IsNumber(row[column]))
                    ),
            ]
        );

    private static bool IsNumber(string text) =>
        text.Length == 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Dashes(int[] widths) => string.Join("  ", widths.Select(width => new string('-', width)));

    private static string Line(IReadOnlyList<string> row, int[] widths, bool[] right)
    {
        StringBuilder line = new();
        for (var i = 0; i < row.Count; i++)
        {
            var text = string.Concat(row[i].Select(c => char.IsControl(c) ? '?' : c));
            line.Append(i > 0 ? "  " : "").Append(right[i] ? text.PadLeft(widths[i]) : text.PadRight(widths[i]));
        }

        return line.ToString().TrimEnd();
    }
}
