using System.Globalization;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Tells how a group ended, and gives the exit code.</summary>
internal sealed class RunReport(RunOutput output, GroupDefinition definition)
{
    /// <summary>Writes the last lines.</summary>
    public int Write(SweepSummary summary)
    {
        var code = Code(summary);
        WriteText(summary);
        if (output.IsJson)
        {
            output.Output.WriteLine(RunJson.Of(summary, definition, code));
        }

        output.Output.Flush();
        // A result that a program waits for and does not get is no fine end.
        return output is { IsJson: true, Output.IsSilent: true } && code == ExitCodes.Fine ? ExitCodes.Bad : code;
    }

    private void WriteText(SweepSummary summary)
    {
        output.Text.WriteLine();
        var counts = summary
            .Results.GroupBy(result => result.Status)
            .OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToText()}"));
        var reason = summary.Reason is null ? "" : $": {summary.Reason}";
        WriteLine(string.Create(CultureInfo.InvariantCulture, $"Group {summary.Id} is {summary.Status}{reason}"));
        if (summary.Results.Count > 0)
        {
            WriteLine(string.Join(", ", counts));
            WriteBest(summary);
        }

        if (summary.IsInterrupted)
        {
            WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Go on with: dotnet polyaxon group -g {summary.Id} resume")
            );
        }
    }

    private void WriteBest(SweepSummary summary)
    {
        var objective = definition.Objective;
        if (summary.Best is { } best)
        {
            var value = best.Metrics.First(series => series.Name == objective!.Name).Last;
            WriteLine(
                $"Best experiment: {summary.BestName} with {objective!.Name}={NumberText.Format(value)} ({RunLines.Values(best.Declarations)})"
            );
        }
        else if (objective is null)
        {
            WriteLine("No metric ranks the experiments; name one with --metric NAME[:minimize|maximize].");
        }
        else
        {
            WriteLine($"No succeeded experiment reported '{objective.Name}'.");
        }
    }

    private void WriteLine(string text) => output.Text.WriteLine(TextStyle.Safe(text.ReplaceLineEndings(" ")));

    private int Code(SweepSummary summary) =>
        summary.IsInterrupted ? ExitCodes.Interrupted
        : summary.Status == "failed" || RunOutcome.IsBad(summary.Results, definition.FailOn) ? ExitCodes.Bad
        : ExitCodes.Fine;
}
