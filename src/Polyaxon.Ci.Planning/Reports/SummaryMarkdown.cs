using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>The job summary of a group: Markdown that stays below the runner's limit whatever the group holds.</summary>
public static class SummaryMarkdown
{
    private const int MostRows = 500;
    private const int MostProblems = 50;

    // Room for what follows the table.
    private const int TableBytes = CiLimits.SummaryBytes / 2;

    /// <summary>Writes a summary.</summary>
    public static string Write(SweepReport report)
    {
        StringBuilder text = new();
        AppendHead(text, report);
        AppendProblems(text, report.Ledger);
        AppendCharts(text, report);
        if (report.Analysis is { } analysis)
        {
            AnalysisMarkdown.Append(text, analysis);
        }

        AppendTable(text, report);
        return text.ToString();
    }

    private static void AppendHead(StringBuilder text, SweepReport report)
    {
        var ledger = report.Ledger;
        text.Append(
            CultureInfo.InvariantCulture,
            $"## Sweep {MarkdownText.Code(ledger.Group)}, batch {ledger.Batch} of at most {ledger.Settings.MaxBatches}\n\n"
        );
        text.Append(Best(ledger)).Append("\n\n");
        text.Append(
            ledger.Ended is { } end
                ? $"**{Capital(ledger.Status)}**: {MarkdownText.Words(end.Reason)}\n\n"
                : "**Running**: another batch follows\n\n"
        );
        text.Append("| ").Append(string.Join(" | ", Facts(report).Select(fact => fact.Name))).Append(" |\n");
        text.Append(string.Concat(Facts(report).Select(_ => "| ---: "))).Append("|\n");
        text.Append("| ").Append(string.Join(" | ", Facts(report).Select(fact => fact.Value))).Append(" |\n\n");
    }

    private static string Best(GroupLedger ledger)
    {
        if (ledger.Objective is not { } goal)
        {
            return "No metric ranks the experiments: name one with <code>--metric NAME&#58;minimize</code>.";
        }

        return ledger.Best is { } best
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"**Best**: experiment {best.Experiment.Index} with {MarkdownText.Code(goal.Name)} = {NumberText.Format(ledger.ValueOf(best)!.Value)} at {Values(best)}"
            )
            : $"No succeeded experiment reported {MarkdownText.Code(goal.Name)}.";
    }

    private static IEnumerable<(string Name, string Value)> Facts(SweepReport report)
    {
        var ledger = report.Ledger;
        var missing = ledger.Entries.Count(entry => entry.Outcome is { Kind: OutcomeKind.Missing });
        var reused = ledger.Entries.Count(entry => entry.Outcome is { Kind: OutcomeKind.Reused });
        yield return ("Experiments", Number(ledger.Entries.Length));
        yield return ("Succeeded", Number(Arrived(ledger, ExperimentStatus.Succeeded)));
        yield return ("Failed", Number(Arrived(ledger, ExperimentStatus.Failed, ExperimentStatus.UpstreamFailed)));
        yield return ("Objective missing", Number(Arrived(ledger, ExperimentStatus.ObjectiveMissing)));
        yield return ("Stopped", Number(Arrived(ledger, ExperimentStatus.Stopped)));
        yield return ("Missing", Number(missing));
        yield return ("Reused", Number(reused));
        yield return ("Jobs", Number(report.Jobs));
        yield return ("Billed minutes", Number(report.ActualMinutes));
        yield return ("Estimated", report.EstimatedMinutes is { } minutes ? Number(minutes) : "");
    }

    /// <summary>Missing experiments have a status for the search (failed, or stopped with their job), and are counted apart for people.</summary>
    private static int Arrived(GroupLedger ledger, params ExperimentStatus[] statuses) =>
        ledger.Entries.Count(entry =>
            entry.Outcome is { Kind: not OutcomeKind.Missing } outcome && statuses.Contains(outcome.Status)
        );

    private static void AppendProblems(StringBuilder text, GroupLedger ledger)
    {
        if (ledger.Problems.IsEmpty)
        {
            return;
        }

        text.Append("### Problems\n\n");
        foreach (var problem in ledger.Problems.Take(MostProblems))
        {
            text.Append("- ").Append(MarkdownText.Words(problem.Message)).Append('\n');
        }

        if (ledger.Problems.Length > MostProblems)
        {
            text.Append(CultureInfo.InvariantCulture, $"- … and {ledger.Problems.Length - MostProblems} more\n");
        }

        text.Append('\n');
    }

    private static void AppendCharts(StringBuilder text, SweepReport report)
    {
        if (report.Ledger.Objective is not { } goal || report.Trace.Length < 2)
        {
            return;
        }

        text.Append(MermaidChart.Trace(goal.Name, report.Trace));
        if (report.Effects.Length > 0)
        {
            text.Append("<details><summary>By parameter</summary>\n\n");
            foreach (var effect in report.Effects)
            {
                text.Append(MermaidChart.Effect(goal.Name, effect));
            }

            text.Append("</details>\n\n");
        }
    }

    private static void AppendTable(StringBuilder text, SweepReport report)
    {
        string[] headers = ["#", "status", .. report.Metrics, .. report.Parameters, "note"];
        text.Append("| ").Append(string.Join(" | ", headers.Select(Header))).Append(" |\n");
        text.Append(string.Concat(headers.Select(_ => "| --- "))).Append("|\n");
        var (rows, bytes) = (0, 0);
        foreach (var entry in report.Ranked)
        {
            var row = Row(report, entry);
            bytes += Encoding.UTF8.GetByteCount(row);
            if (rows == MostRows || bytes > TableBytes)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n… and {report.Ranked.Length - rows} more: the artifact's <code>experiments.csv</code> holds all.\n"
                );
                return;
            }

            text.Append(row);
            rows++;
        }
    }

    private static string Row(SweepReport report, PlanEntry entry)
    {
        var outcome = entry.Outcome;
        var status = outcome is { Kind: OutcomeKind.Missing } ? "missing" : outcome?.Status.ToText() ?? "open";
        var metrics = report.Metrics.Select(name => outcome?.Last(name) is { } value ? NumberText.Format(value) : "");
        var parameters = report.Parameters.Select(name => MarkdownText.Code(SweepReport.ValueOf(entry, name)));
        var note = outcome is { Kind: OutcomeKind.Reused } ? "reused" : MarkdownText.Words(outcome?.Message ?? "");
        string[] cells = [Number(entry.Experiment.Index), status, .. metrics, .. parameters, note];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Header(string name) => name == "#" ? "&#35;" : MarkdownText.Code(name);

    private static string Values(PlanEntry entry) =>
        string.Join(
            ' ',
            entry.Experiment.Declarations.Take(20).Select(one => MarkdownText.Code($"{one.Key}={one.Value}"))
        );

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
