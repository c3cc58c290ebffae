using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>A ledger in a few words, and as outputs.</summary>
internal static class LedgerSummary
{
    /// <summary>Where the group stands.</summary>
    public static IReadOnlyList<string> Describe(GroupLedger ledger)
    {
        var counts = ledger
            .Entries.GroupBy(entry => entry.Outcome is { Kind: OutcomeKind.Missing } ? "missing" : StatusOf(entry))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"));
        var best =
            ledger.Best is { } entry
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Best: experiment {entry.Experiment.Index} with {ledger.Objective!.Name}={NumberText.Format(ledger.ValueOf(entry)!.Value)} ({Values(entry)})"
                )
            : ledger.Objective is null
                ? "No metric ranks the experiments; name one with --metric NAME[:minimize|maximize]."
            : $"No succeeded experiment reported '{ledger.Objective.Name}'.";
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"Group {ledger.Group} after batch {ledger.Batch}: {string.Join(", ", counts)}"
            ),
            best,
        ];
    }

    /// <summary>What a model has learnt.</summary>
    public static IReadOnlyList<string> Learnt(ModelAnalysis analysis)
    {
        const int MostParameters = 6;
        var shares = analysis
            .Importance.Take(MostParameters)
            .Select(
                (one, i) =>
                    $"{one.Name} {(i == 0 ? "has a part in" : "in")} {AnalysisNumber.Percent(one.Total)}{(i == 0 ? " of the variation" : "")}"
            );
        return [$"{AnalysisText.Summary(analysis)}: {string.Join(", ", shares)}", AnalysisText.Gain(analysis)];
    }

    /// <summary>Counts and the best experiment, as outputs.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Outputs(GroupLedger ledger) =>
        [
            new("status", ledger.Status),
            new("missing", Number(ledger.Entries.Count(entry => entry.Outcome is { Kind: OutcomeKind.Missing }))),
            new(
                "failed",
                Number(
                    ledger.Count(
                        ExperimentStatus.Failed,
                        ExperimentStatus.UpstreamFailed,
                        ExperimentStatus.ObjectiveMissing
                    )
                )
            ),
            new("succeeded", Number(ledger.Count(ExperimentStatus.Succeeded))),
            new("best", ledger.Best is { } best ? Number(best.Experiment.Index) : ""),
            new("best-value", ledger.Best is { } entry ? NumberText.Format(ledger.ValueOf(entry)!.Value) : ""),
        ];

    private static string StatusOf(PlanEntry entry) => entry.Outcome?.Status.ToText() ?? "open";

    private static string Values(PlanEntry entry) =>
        string.Join(' ', entry.Experiment.Declarations.Select(one => $"{one.Key}={one.Value}"));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
