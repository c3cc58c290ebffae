using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>The best objective by the values of each parameter.</summary>
internal static class ParameterEffects
{
    private const int MostParameters = 6;
    private const int MostBars = 12;
    private const int Ranges = 8;

    /// <summary>The effects, in the order of the file; parameters with one value have none.</summary>
    public static ImmutableArray<ParameterEffect> Of(GroupLedger ledger, HptuningSection hptuning)
    {
        if (ledger.Objective is not { } goal)
        {
            return [];
        }

        var valued = ledger
            .Entries.Select(entry => (Entry: entry, Value: ledger.ValueOf(entry)))
            .Where(pair => pair.Value is not null)
            .Select(pair => (pair.Entry, Value: pair.Value!.Value))
            .ToList();
        return
        [
            .. hptuning
                .Matrix.Select((parameter, at) => Effect(parameter.Name, at, valued, goal))
                .OfType<ParameterEffect>()
                .Take(MostParameters),
        ];
    }

    private static ParameterEffect? Effect(
        string name,
        int at,
        List<(PlanEntry Entry, double Value)> valued,
        MetricGoal goal
    )
    {
        var byValue = valued
            .Where(pair => at < pair.Entry.Experiment.Parameters.Length)
            .GroupBy(pair => pair.Entry.Experiment.Parameters[at].Value, ValueEquality.Numeric)
            .Select(group => (Value: group.Key, Best: Best(group.Select(pair => pair.Value), goal)))
            .OrderBy(bar => bar.Value.AsDouble() ?? double.NaN)
            .ToList();
        var isNumeric = byValue.TrueForAll(bar => bar.Value.IsNumber);
        return byValue.Count < 2 ? null
            : byValue.Count <= MostBars
                ? new ParameterEffect(name, [.. byValue.Select(bar => new ParameterBar(Text(bar.Value), bar.Best))])
            : isNumeric ? new ParameterEffect(name, Binned(byValue, goal))
            : null;
    }

    /// <summary>Ranges that hold about as many values each.</summary>
    private static ImmutableArray<ParameterBar> Binned(List<(Value Value, double Best)> values, MetricGoal goal) =>
        [
            .. Enumerable
                .Range(0, Ranges)
                .Select(bin => values[(bin * values.Count / Ranges)..((bin + 1) * values.Count / Ranges)])
                .Select(bin => new ParameterBar(
                    $"{Short(bin[0].Value)} to {Short(bin[^1].Value)}",
                    Best(bin.Select(bar => bar.Best), goal)
                )),
        ];

    private static double Best(IEnumerable<double> values, MetricGoal goal) =>
        values.Aggregate(double.NaN, (best, value) => goal.IsBetter(value, best) ? value : best);

    private static string Text(Value value) => value is TextValue text ? text.Text : JsonText.Format(value);

    private static string Short(Value value) =>
        value.AsDouble()!.Value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
}
