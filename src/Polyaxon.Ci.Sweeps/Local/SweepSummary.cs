using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>How a group ended.</summary>
/// <param name="Id">The group's running number.</param>
/// <param name="Status"><c>done</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it stopped or failed; null when there is nothing to say.</param>
/// <param name="Results">The newest result of each experiment, by ascending index.</param>
/// <param name="Best">The best experiment; null when there is no objective or nobody reported it.</param>
/// <param name="IsInterrupted">Whether the user ended it.</param>
public sealed record SweepSummary(
    long Id,
    string Status,
    string? Reason,
    IReadOnlyList<ExperimentResult> Results,
    ExperimentResult? Best,
    bool IsInterrupted
)
{
    /// <summary>The experiments' unique names, <c>user.project.G.E</c>, by index.</summary>
    public required IReadOnlyDictionary<long, string> Names { get; init; }

    /// <summary>The best experiment's unique name; null when there is none.</summary>
    public string? BestName => Best is null ? null : Names[Best.Index];
}
