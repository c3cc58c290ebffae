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
            .Entries.Select(entry => ledger.ValueOf(entry) is { } value ? new Valued(entry, value) : null)
            .OfType<Valued>()
            .ToList();
        return
        [
            .. hptuning
                .Matrix.Select((parameter, at) => Effect(parameter.Name, at, valued, goal))
                .OfType<ParameterEffect>()
                .Take(MostParameters),
        ];
    }

    private static ParameterEffect? Effect(string name, int at, List<Valued> valued, MetricGoal goal)
    {
        var byValue = BestByValue(at, valued, goal);
        var isNumeric = byValue.TrueForAll(bar => bar.Value.IsNumber);
        return byValue.Count < 2 ? null
            : byValue.Count <= MostBars
                ? new ParameterEffect(name, [.. byValue.Select(bar => new ParameterBar(Text(bar.Value), bar.Best))])
            : isNumeric ? new ParameterEffect(name, Binned(byValue, goal))
            : null;
    }

    private static List<Bar> BestByValue(int at, List<Valued> valued, MetricGoal goal)
    {
        Dictionary<Value, Bar> bars = new(ValueEquality.Numeric);
        foreach (var one in valued.Where(one => at < one.Entry.Experiment.Parameters.Length))
        {
            var value = one.Entry.Experiment.Parameters[at].Value;
            if (!bars.TryGetValue(value, out var bar))
            {
                bars.Add(value, new Bar(value, one.Value));
            }
            else if (goal.IsBetter(one.Value, bar.Best))
            {
                bar.Best = one.Value;
            }
        }

        return [.. bars.Values.OrderBy(bar => bar.Value.AsDouble() ?? double.NaN)];
    }

    /// <summary>Ranges that hold about as many values each.</summary>
    private static ImmutableArray<ParameterBar> Binned(List<Bar> values, MetricGoal goal) =>
        [
            .. Enumerable
                .Range(0, Ranges)
                .Select(bin => values[(bin * values.Count / Ranges)..((bin + 1) * values.Count / Ranges)])
                .Select(bin => new ParameterBar(
                    $"{Short(bin[0].Value)} to {Short(bin[^1].Value)}",
                    bin.Aggregate(bin[0], (best, bar) => goal.IsBetter(bar.Best, best.Best) ? bar : best).Best
                )),
        ];

    private static string Text(Value value) => value is TextValue text ? text.Text : JsonText.Format(value);

    private static string Short(Value value) =>
        value.AsDouble()!.Value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An experiment with its objective. No tuple: what is generic in one has to be compiled at run time.</summary>
    private sealed record Valued(PlanEntry Entry, double Value);

    /// <summary>A value of a parameter and the best objective reached with it.</summary>
    private sealed class Bar(Value value, double best)
    {
        public Value Value { get; } = value;

        public double Best { get; set; } = best;
    }
}
