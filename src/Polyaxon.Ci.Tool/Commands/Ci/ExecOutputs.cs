using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>What a leg tells the steps after it.</summary>
/// <param name="settings">How it is run.</param>
/// <param name="results">The results folder as it was named.</param>
internal sealed class ExecOutputs(LegSettings settings, string results)
{
    /// <summary>What is known before anything runs, so that results can be uploaded whatever happens.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Before
    {
        get
        {
            var (group, batch, leg) = (settings.Plan.Group, settings.Plan.Batch, settings.Leg.Index);
            return
            [
                new("results", results),
                new("results-artifact", ArtifactNames.Results(group, batch, leg, settings.Attempt)),
                new("stop-artifact", ArtifactNames.Stop(group, batch, leg, settings.Attempt)),
                new("batch", Number(batch)),
                new("leg", Number(leg)),
            ];
        }
    }

    /// <summary>What is known when it has ended.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> After(LegSummary summary) =>
        [
            new("stop-marker", summary.MarkerPath ?? ""),
            new("stop", summary.StopReason is null ? "false" : "true"),
            new("reason", summary.StopReason?.ReplaceLineEndings(" ") ?? ""),
            new("succeeded", Count(summary, ExperimentStatus.Succeeded)),
            new("failed", Count(summary, ExperimentStatus.Failed, ExperimentStatus.ObjectiveMissing)),
            new("stopped", Count(summary, ExperimentStatus.Stopped)),
        ];

    private static string Count(LegSummary summary, params ExperimentStatus[] statuses) =>
        Number(summary.Results.Count(result => statuses.Contains(result.Status)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
