using System.Globalization;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Tells how a group ended, and gives the exit code.</summary>
internal sealed class RunReport(TextWriter output, string? failOn, MetricGoal? objective)
{
    /// <summary>Writes the last lines.</summary>
    public int Write(SweepSummary summary)
    {
        output.WriteLine();
        var counts = summary
            .Results.GroupBy(result => result.Status)
            .OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToText()}"));
        var reason = summary.Reason is null ? "" : $": {summary.Reason}";
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Group {summary.Id} is {summary.Status}{reason}")
        );
        output.WriteLine(string.Join(", ", counts));
        WriteBest(summary);
        return summary.IsInterrupted ? ExitCodes.Interrupted
            : summary.Status == "failed" || IsBad(summary.Results) ? ExitCodes.Bad
            : ExitCodes.Fine;
    }

    private void WriteBest(SweepSummary summary)
    {
        if (summary.Best is { } best)
        {
            var value = best.Metrics.First(series => series.Name == objective!.Name).Last;
            var values = string.Join(' ', best.Declarations.Select(one => $"{one.Key}={one.Value}"));
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Best experiment: {summary.BestName} with {objective!.Name}={NumberText.Format(value)} ({values})"
                )
            );
        }
        else if (objective is null)
        {
            output.WriteLine("No metric ranks the experiments; name one with --metric NAME[:minimize|maximize].");
        }
        else
        {
            output.WriteLine($"No experiment reported '{objective.Name}'.");
        }
    }

    private bool IsBad(IReadOnlyList<ExperimentResult> results)
    {
        var ran = results.Where(result => result.Status is not ExperimentStatus.Stopped).ToList();
        var failed = ran.Count(result => result.Status == ExperimentStatus.Failed);
        var missing = ran.Count(result => result.Status == ExperimentStatus.ObjectiveMissing);
        var succeeded = ran.Count(result => result.Status == ExperimentStatus.Succeeded);
        return failOn switch
        {
            "none" => false,
            "any" => failed + missing > 0,
            "all" => ran.Count > 0 && failed == ran.Count,
            "objective-missing" => missing > 0,
            _ => ran.Count > 0 && succeeded == 0,
        };
    }
}
