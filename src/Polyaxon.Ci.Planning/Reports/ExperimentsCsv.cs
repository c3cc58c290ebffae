using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>The experiments of a group as comma-separated values: parameters as <c>params.NAME</c>, metrics as <c>metrics.NAME</c>.</summary>
public static class ExperimentsCsv
{
    /// <summary>Writes the table.</summary>
    public static string Write(GroupLedger ledger)
    {
        var parameters = Names(ledger, entry => entry.Experiment.Declarations.Select(one => one.Key));
        var metrics = Names(ledger, entry => entry.Outcome?.Metrics.Select(series => series.Name) ?? []);
        StringBuilder text = new();
        text.Append(
            CsvText.Line([
                "index",
                "batch",
                "leg",
                "status",
                "attempt",
                "bracket",
                "rung",
                "resource",
                "parent",
                "seconds",
                .. parameters.Select(name => $"params.{name}"),
                .. metrics.Select(name => $"metrics.{name}"),
                "message",
            ])
        );
        foreach (var entry in ledger.Entries)
        {
            text.Append(CsvText.Line(Row(entry, parameters, metrics)));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Row(PlanEntry entry, List<string> parameters, List<string> metrics)
    {
        var (experiment, outcome) = (entry.Experiment, entry.Outcome);
        return
        [
            Number(experiment.Index),
            Number(entry.Batch),
            Number(experiment.Leg),
            outcome is { Kind: OutcomeKind.Missing } ? "missing" : outcome?.Status.ToText() ?? "open",
            Number(outcome?.Attempt),
            Number(experiment.Bracket),
            Number(experiment.Rung),
            experiment.Resource?.ToString() ?? "",
            Number(experiment.Parent),
            outcome?.Duration is { } duration
                ? duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)
                : "",
            .. parameters.Select(name => Declaration(experiment, name)),
            .. metrics.Select(name => outcome?.Last(name) is { } value ? NumberText.Format(value) : ""),
            outcome?.Message ?? "",
        ];
    }

    private static string Declaration(PlannedExperiment experiment, string name)
    {
        foreach (var (key, value) in experiment.Declarations)
        {
            if (key == name)
            {
                return Text(value);
            }
        }

        return "";
    }

    private static List<string> Names(GroupLedger ledger, Func<PlanEntry, IEnumerable<string>> names) =>
        [.. ledger.Entries.SelectMany(names).Distinct()];

    private static string Text(Value value) => value is TextValue text ? text.Text : JsonText.Format(value);

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
