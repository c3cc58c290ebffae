using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// Results of earlier groups by fingerprint. Only what succeeded on the same commit counts, and each result is handed out once: a
/// grid that repeats a value wants that many runs. Not thread-safe.
/// </summary>
public sealed class ReusableResults
{
    private readonly Dictionary<string, Queue<ExperimentResult>> _byFingerprint;

    /// <summary>Sorts results.</summary>
    /// <param name="results">Results of any groups.</param>
    /// <param name="commit">The commit that will be run; null when it is not known, which matches only results without one.</param>
    /// <param name="acrossCommits">Whether the commit is left out of the comparison.</param>
    /// <param name="objective">What a result must have reported; null for anything.</param>
    public ReusableResults(
        IEnumerable<ExperimentResult> results,
        string? commit,
        bool acrossCommits,
        MetricGoal? objective
    ) =>
        _byFingerprint = results
            .Where(result => result.Status == ExperimentStatus.Succeeded && result.Fingerprint.Length > 0)
            .Where(result => acrossCommits || result.Commit == commit)
            .Where(result => objective is null || result.Metrics.Any(series => series.Name == objective.Name))
            .GroupBy(result => (result.Group, result.Index))
            .Select(attempts => attempts.MaxBy(result => result.Attempt)!)
            .OrderByDescending(result => result.FinishedAt)
            .ThenBy(result => result.Index)
            .GroupBy(result => result.Fingerprint, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<ExperimentResult>(group), StringComparer.Ordinal);

    /// <summary>Nothing to reuse.</summary>
    public static ReusableResults None => new([], null, false, null);

    /// <summary>A result of the same work; null when there is none left.</summary>
    public ExperimentResult? Take(string fingerprint) =>
        _byFingerprint.TryGetValue(fingerprint, out var queue) && queue.TryDequeue(out var result) ? result : null;
}
