using Polyaxon.Ci.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>A row of the live table: id, status, time, objective and parameters.</summary>
internal sealed class LiveRow
{
    /// <summary>How many cells a row has.</summary>
    public const int Columns = 5;

    private const int StatusColumn = 1;
    private readonly Style _status;

    public LiveRow(IEnumerable<string> cells, Style status) => (Cells, _status) = ([.. cells.Select(OneLine)], status);

    /// <summary>The cells' texts.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>The row as a line: the status in its colour and to the left, the numbers before and after it to the right.</summary>
    /// <param name="widths">The columns' widths, without the last, which takes what is left.</param>
    public List<Segment> Line(IReadOnlyList<int> widths)
    {
        List<Segment> line = [];
        for (var column = 0; column < widths.Count; column++)
        {
            if (widths[column] > 0)
            {
                var cell = new Segment(Cells[column], column == StatusColumn ? _status : Style.Plain);
                var padding = new Segment(new string(' ', widths[column] - Segment.CellCount([cell])));
                line.AddRange(column == StatusColumn ? [cell, padding] : [padding, cell]);
                line.Add(new Segment("  "));
            }
        }

        line.Add(new Segment(Cells[^1]));
        return line;
    }

    /// <summary>One line of any text: nothing in it moves the cursor.</summary>
    public static string OneLine(string text) => TextStyle.Safe(text.ReplaceLineEndings(" "));

    /// <summary>The line as far as it fits, with dots where it was cut.</summary>
    public static IEnumerable<Segment> Cut(IEnumerable<Segment> line, int width)
    {
        var left = width;
        foreach (var segment in line)
        {
            var count = Segment.CellCount([segment]);
            if (count > left)
            {
                yield return Segment.Truncate(segment, Math.Max(0, left - 1)) ?? Segment.Empty;
                yield return new Segment("…");
                yield break;
            }

            left -= count;
            yield return segment;
        }
    }
}
