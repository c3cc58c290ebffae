using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>Hyperband's whole schedule as a table: what each batch runs, what it spends, and which brackets take part.</summary>
internal static class HyperbandText
{
    /// <summary>Writes the table.</summary>
    public static void Write(
        TextWriter output,
        TextStyle style,
        HyperbandSection section,
        ImmutableArray<HyperbandRung> rungs
    )
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var batch in rungs.GroupBy(rung => rung.Batch))
        {
            rows.Add([
                Text(batch.Key),
                Text(batch.Sum(rung => rung.Experiments)),
                batch.First().Resource.ToString(),
                HyperbandSchedule.Units(batch).ToString(),
                string.Join(", ", batch.Select(rung => $"{Text(rung.Bracket)}: {Text(rung.Experiments)}")),
            ]);
        }

        output.WriteLine(
            $"Resource: {HyperbandSchedule.Units(rungs)} units of {TextStyle.Safe(section.Resource.Name)} in all"
        );
        output.WriteLine();
        new SimpleTable(output, style).Write(
            ["batch", "experiments", $"{section.Resource.Name} each", "units", "experiments of bracket"],
            rows
        );
        output.WriteLine();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
