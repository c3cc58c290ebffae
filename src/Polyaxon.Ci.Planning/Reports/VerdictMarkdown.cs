using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>The job summary of a verdict.</summary>
public static class VerdictMarkdown
{
    private const int MostReasons = 100;

    /// <summary>Writes a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="ledger">The ledger it is about; null when there is none.</param>
    public static string Write(Verdict verdict, GroupLedger? ledger)
    {
        StringBuilder text = new();
        text.Append("## Sweep verdict: ").Append(verdict.Kind.ToString().ToLowerInvariant()).Append("\n\n");
        foreach (var reason in verdict.Reasons.Take(MostReasons))
        {
            text.Append("- ").Append(MarkdownText.Words(reason)).Append('\n');
        }

        if (ledger?.Ended is { } end)
        {
            text.Append("- ").Append(MarkdownText.Words($"The group is {ledger.Status}: {end.Reason}")).Append('\n');
        }

        if (ledger?.Best is { } best)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"- Best: experiment {best.Experiment.Index} with {MarkdownText.Code(ledger.Objective!.Name)} = {NumberText.Format(ledger.ValueOf(best)!.Value)}\n"
            );
        }

        return text.Append('\n').ToString();
    }
}
