namespace Polyaxon.Ci.Tool.Output;

/// <summary>Tables in the plain form of the old platform: columns joined by two blanks, dashes under headers, numbers to the right.</summary>
internal static class TableText
{
    /// <summary>Writes names and values between two lines of dashes.</summary>
    public static void WritePairs(TextWriter output, IEnumerable<(string Name, string Value)> rows)
    {
        var all = rows.ToList();
        var (left, right) = (all.Max(row => row.Name.Length), all.Max(row => row.Value.Length));
        var line = $"{new string('-', left)}  {new string('-', right)}";
        output.WriteLine(line);
        foreach (var (name, value) in all)
        {
            output.WriteLine($"{name.PadRight(left)}  {value}");
        }

        output.WriteLine(line);
    }

    /// <summary>Writes rows under headers.</summary>
    public static void Write(
        TextWriter output,
        IReadOnlyList<string> headers,
        IReadOnlyList<IReadOnlyList<string>> rows
    )
    {
        var widths = headers
            .Select((header, i) => rows.Select(row => row[i].Length).Append(header.Length).Max())
            .ToList();
        var isNumber = headers
            .Select((_, i) => rows.Count > 0 && rows.All(row => row[i].Length == 0 || IsNumber(row[i])))
            .ToList();
        WriteRow(output, headers, widths, isNumber);
        output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in rows)
        {
            WriteRow(output, row, widths, isNumber);
        }
    }

    private static void WriteRow(TextWriter output, IReadOnlyList<string> cells, List<int> widths, List<bool> isNumber)
    {
        var padded = cells.Select((cell, i) => isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        output.WriteLine(string.Join("  ", padded).TrimEnd());
    }

    private static bool IsNumber(string text) =>
        double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out _
        );
}
