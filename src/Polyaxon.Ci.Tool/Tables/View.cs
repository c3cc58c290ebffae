using System.Globalization;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>In which form something is shown.</summary>
internal enum ViewFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,
}

/// <summary>A stretch of a list.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Size">How many rows a page has.</param>
internal sealed record PageRequest(int Number, int Size)
{
    /// <summary>How many rows come before it.</summary>
    public long Offset => (Number - 1L) * Size;
}

/// <summary>Where and how something is shown, with the parts that all views share.</summary>
internal sealed class View(TextWriter output, TextStyle style, ViewFormat format, DateTimeOffset now)
{
    private readonly SimpleTable _table = new(output, style);

    /// <summary>Where to.</summary>
    public TextWriter Output => output;

    /// <summary>How text looks.</summary>
    public TextStyle Style => style;

    /// <summary>The form.</summary>
    public ViewFormat Format => format;

    /// <summary>The time that relative dates refer to.</summary>
    public DateTimeOffset Now => now;

    /// <summary>A header line with an empty line before and after.</summary>
    public void Header(string text) => output.WriteLine($"\n{style.Paint(Colour.Yellow, TextStyle.Safe(text))}\n");

    /// <summary>Which pages there are.</summary>
    public void Navigation(long count, PageRequest page)
    {
        List<(string, Cell)> rows = [];
        if (page.Offset + page.Size < count)
        {
            rows.Add(("next", $"--page={Text(page.Number + 1)}"));
        }

        if (page.Number > 1)
        {
            rows.Add(("previous", $"--page={Text(page.Number - 1)}"));
        }

        rows.Add(("count", Text(count)));
        Header("Navigation:");
        _table.WritePairs(rows);
    }

    /// <summary>A table with headers.</summary>
    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<Cell>> rows) =>
        _table.Write(headers, rows);

    /// <summary>A table of names and values; those without a value are left out.</summary>
    public void Pairs(IEnumerable<(string Name, Cell Value)> rows)
    {
        List<(string, Cell)> shown = [.. rows.Where(row => row.Value.Text.Length > 0)];
        if (shown.Count > 0)
        {
            _table.WritePairs(shown);
        }
    }

    /// <summary>A JSON value and a line end.</summary>
    public void Json(Value value) => output.Write(JsonText.Format(value) + "\n");

    /// <summary>A time as people say it, or exactly where programs read it.</summary>
    public string Time(DateTimeOffset? time) =>
        format == ViewFormat.Table ? RelativeTime.Text(time, now) : IsoTime.Text(time) ?? "";

    /// <summary>How long something took, or takes so far; in seconds where programs read it, empty before it started.</summary>
    public string Duration(DateTimeOffset? start, DateTimeOffset? end) =>
        format == ViewFormat.Table ? Durations.Text(start, end, now)
        : start is { } from ? ((end ?? now) - from).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)
        : "";

    /// <summary>A whole number.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
