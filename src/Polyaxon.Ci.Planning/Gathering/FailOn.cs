using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>What makes the outcome of a group bad: the rule of <c>--fail-on</c>.</summary>
public static class FailOn
{
    /// <summary>The rules that can be named; without one the default holds.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["any", "all", "objective-missing", "none"];

    /// <summary>
    /// Why the outcome is bad; null when it is not. By default it is bad when no experiment succeeded: one diverged configuration
    /// is normal in a sweep. What was stopped or never ran says nothing.
    /// </summary>
    /// <param name="rule">One of <see cref="Rules"/>; null for the default.</param>
    /// <param name="statuses">How the experiments ended.</param>
    public static string? Judge(string? rule, IEnumerable<ExperimentStatus> statuses)
    {
        var ran = statuses
            .Where(status => status is not (ExperimentStatus.Stopped or ExperimentStatus.Skipped))
            .ToList();
        var failed = ran.Count(status => status is ExperimentStatus.Failed or ExperimentStatus.UpstreamFailed);
        var missing = ran.Count(status => status == ExperimentStatus.ObjectiveMissing);
        return rule switch
        {
            "none" => null,
            "any" when failed + missing > 0 =>
                $"{failed + missing} of {ran.Count} experiments failed or did not report the objective",
            "any" => null,
            "all" => ran.Count > 0 && failed == ran.Count ? $"all {ran.Count} experiments failed" : null,
            "objective-missing" => missing > 0
                ? $"{missing} of {ran.Count} experiments did not report the objective"
                : null,
            _ when ran.Count > 0 && failed + missing == ran.Count => missing == 0
                ? $"all {ran.Count} experiments failed"
                : "no experiment reported the objective",
            _ => null,
        };
    }
}
