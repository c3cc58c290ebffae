using System.Collections.Immutable;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Applies early stopping while a group runs: to the group when results have come, to single experiments at intervals. A threshold is
/// looked at for new results only, so that a long group does not look at all of them again for each.
/// </summary>
internal sealed class StopRules(ImmutableArray<EarlyStoppingItem> items, int? maxFailures, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly ImmutableArray<EarlyStoppingItem> _thresholds =
    [
        .. items.Where(item => item is not FailureStopping),
    ];
    private readonly ImmutableArray<EarlyStoppingItem> _budgets = [.. items.OfType<FailureStopping>()];
    private readonly bool _hasPolicies = items.Any(item => item is PolicyStopping);
    private long _looked = time.GetTimestamp();
    private int _failures;

    /// <summary>Whether the group ends, given the results that have come since the last call.</summary>
    public SweepEnd? OfGroup(GroupState state, IReadOnlyCollection<ExperimentResult> news)
    {
        var failed = news.Count(result => result.Status == ExperimentStatus.Failed);
        _failures += failed;
        var stop =
            (_thresholds.IsEmpty ? null : EarlyStopping.Evaluate(_thresholds, [.. news.Select(Series)]))
            ?? (_budgets.IsEmpty || failed == 0 ? null : state.StopBy(_budgets));
        return stop is not null ? new SweepEnd(stop.Reason, StopCause.EarlyStopping)
            : _failures >= maxFailures ? new SweepEnd($"{_failures} experiments failed", StopCause.EarlyStopping)
            : null;
    }

    /// <summary>Ends the running experiments that fall behind; looks only when it is time to.</summary>
    public void EndThoseBehind(GroupState state, IReadOnlyDictionary<long, RunningExperiment> running)
    {
        if (!_hasPolicies || running.Count == 0 || time.GetElapsedTime(_looked) < Interval)
        {
            return;
        }

        _looked = time.GetTimestamp();
        var all = state
            .Series()
            .Where(series => !running.ContainsKey(series.Id) && series.Status.IsFinal())
            .Concat(
                running
                    .Where(one => one.Value.Behind is null)
                    .Select(one => new ExperimentSeries(one.Key, ExperimentStatus.Running, one.Value.Metrics.Read()))
            )
            .ToList();
        foreach (var stop in StoppingPolicies.Evaluate(items, all))
        {
            running[stop.Experiment].EndBehind(stop.Reason);
        }
    }

    private static ExperimentSeries Series(ExperimentResult result) => new(result.Index, result.Status, result.Metrics);
}
