namespace Polyaxon.Ci.Specification.Text;

/// <summary>A file's name as the user gave it and its whole text, without a byte order mark.</summary>
/// <param name="File">The name used in diagnostics.</param>
/// <param name="Content">The text with its own line ends.</param>
public sealed record SourceText(string File, string Content)
{
    private int[]? _lineStarts;

    /// <summary>The text of a line, counted from 1, without its line end; empty beyond the last.</summary>
    public string Line(int number)
    {
        var starts = LineStarts;
        if (number < 1 || number > starts.Length)
        {
            return "";
        }

        var start = starts[number - 1];
        var end = number < starts.Length ? starts[number] : Content.Length;
        return Content[start..end].TrimEnd('\r', '\n');
    }

    /// <summary>The index into <see cref="Content"/> of a place; clamped to the text.</summary>
    public int IndexOf(int line, int column)
    {
        var starts = LineStarts;
        return line < 1 ? 0
            : line > starts.Length ? Content.Length
            : Math.Min(starts[line - 1] + Math.Max(column - 1, 0), Content.Length);
    }

    /// <summary>The place, line and column from 1, of an index into <see cref="Content"/>.</summary>
    public (int Line, int Column) PlaceOf(int index)
    {
        var line = Array.BinarySearch(LineStarts, index);
        line = line < 0 ? ~line : line + 1;
        return (line, index - LineStarts[line - 1] + 1);
    }

    private int[] LineStarts => _lineStarts ??= FindLineStarts();

    private int[] FindLineStarts()
    {
        List<int> starts = [0];
        for (var i = 0; i < Content.Length; i++)
        {
            // A lone carriage return ends a line in YAML too (YAML 1.2.2, section 5.4).
            if (Content[i] == '\n' || (Content[i] == '\r' && (i + 1 == Content.Length || Content[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
