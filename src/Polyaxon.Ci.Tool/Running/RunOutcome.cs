using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What makes the outcome of a group bad.</summary>
internal static class RunOutcome
{
    /// <summary>
    /// Judges by <c>--fail-on</c>; by default an outcome is bad when no experiment succeeded, since one diverged configuration is
    /// normal in a sweep. What was stopped says nothing.
    /// </summary>
    /// <param name="results">The newest result of each experiment.</param>
    /// <param name="failOn"><c>any</c>, <c>all</c>, <c>objective-missing</c> or <c>none</c>; null for the default.</param>
    public static bool IsBad(IReadOnlyList<ExperimentResult> results, string? failOn)
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
