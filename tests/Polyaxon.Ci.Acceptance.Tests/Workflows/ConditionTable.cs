namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>A table of <c>cases/conditions.txt</c>: states, and whether a job or step runs in them.</summary>
/// <param name="Rows">The states.</param>
internal sealed record ConditionTable(IReadOnlyList<ConditionRow> Rows)
{
    /// <summary>The tables by their kinds.</summary>
    public static Dictionary<string, ConditionTable> ReadAll(string path)
    {
        Dictionary<string, ConditionTable> tables = [];
        List<ConditionRow> rows = [];
        string[]? columns = null;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                (rows, columns) = ([], null);
                tables.Add(line.Trim('[', ']'), new ConditionTable(rows));
                continue;
            }

            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns is null)
            {
                columns = fields;
                continue;
            }

            Assert.True(columns.Length == fields.Length, $"A field is missing or too many: {line}");
            rows.Add(new ConditionRow(columns.Zip(fields).ToDictionary(one => one.First, one => one.Second)));
        }

        return tables;
    }
}
