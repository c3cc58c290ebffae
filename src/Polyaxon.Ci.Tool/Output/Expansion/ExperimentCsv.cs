using System.Globalization;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Expansion;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>
/// Experiments as comma-separated values: id, what the matrix gives, Hyperband's numbers where there are any, and the command.
/// </summary>
internal static class ExperimentCsv
{
    private static readonly string[] Adaptive = ["bracket", "rung", "resource", "parent"];

    /// <summary>Writes all rows.</summary>
    public static void Write(TextWriter output, ExperimentRows rows)
    {
        using var row = rows.GetEnumerator();
        var isRow = row.MoveNext();
        var isAdaptive = isRow && row.Current.Suggestion.Bracket is not null;
        string[] own = isAdaptive ? ["id", "cmd", .. Adaptive] : ["id", "cmd"];
        CsvText.WriteLine(
            output,
            [
                "id",
                .. rows.Space.Dimensions.Select(one => own.Contains(one.Name) ? $"params.{one.Name}" : one.Name),
                .. isAdaptive ? Adaptive : [],
                "cmd",
            ]
        );
        for (; isRow; isRow = row.MoveNext())
        {
            CsvText.WriteLine(
                output,
                [
                    Text(row.Current.Suggestion.Id),
                    .. row.Current.Parameters.Select(parameter => parameter.Value.ToString()),
                    .. isAdaptive ? Numbers(row.Current) : [],
                    row.Current.Rendered.Command,
                ]
            );
        }
    }

    private static string[] Numbers(ExperimentRow row) =>
        [
            Text(row.Suggestion.Bracket),
            Text(row.Suggestion.Rung),
            row.Suggestion.Resource?.ToString() ?? "",
            Text(row.Suggestion.Parent),
        ];

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
