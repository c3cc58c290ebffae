using System.Text;

namespace Polyaxon.Ci.Testing;

/// <summary>Reads comma-separated values (RFC 4180).</summary>
public static class CsvRows
{
    /// <summary>The rows below the header, by its names.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var records = Records(text);
        return
        [
            .. records.Skip(1).Select(row => records[0].Zip(row).ToDictionary(one => one.First, one => one.Second)),
        ];
    }

    private static List<List<string>> Records(string text)
    {
        List<List<string>> records = [];
        List<string> record = [];
        StringBuilder field = new();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || c is not (',' or '\n'))
            {
                field.Append(c);
            }
            else
            {
                record.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    records.Add(record);
                    record = [];
                }
            }
        }

        return records;
    }
}
