using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What makes the outcome of a group bad.</summary>
internal static class RunOutcome
{
    /// <summary>Judges by <c>--fail-on</c>, by the rule that holds in CI as well.</summary>
    /// <param name="results">The newest result of each experiment.</param>
    /// <param name="failOn">One of <see cref="FailOn.Rules"/>; null for the default.</param>
    public static bool IsBad(IReadOnlyList<ExperimentResult> results, string? failOn) =>
        FailOn.Judge(failOn, results.Select(result => result.Status)) is not null;
}
