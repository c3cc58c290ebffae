using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>A running attempt as it is shown.</summary>
/// <param name="Id">The experiment's running number.</param>
/// <param name="Values">Its values in one line.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Started">When it started, a timestamp.</param>
internal sealed record LiveRun(long Id, string Values, int Attempt, long Started);

/// <summary>A finished experiment as it is shown.</summary>
/// <param name="Id">The experiment's running number.</param>
/// <param name="Result">How it ended.</param>
internal sealed record LiveResult(long Id, ExperimentResult Result);

/// <summary>What a live view knows of a group: few things, however many experiments there are.</summary>
internal sealed class LiveState(BigInteger total, MetricGoal? objective, int concurrency, TimeProvider time)
{
    private const int MostRecent = 50;
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<long, LiveRun> _running = [];
    private readonly LinkedList<LiveResult> _recent = [];
    private readonly SortedDictionary<ExperimentStatus, int> _counts = [];
    private TimeSpan _spent;
    private int _timed;

    /// <summary>How many experiments there are in all.</summary>
    public BigInteger Total => total;

    /// <summary>What ranks; null when nothing does.</summary>
    public MetricGoal? Objective => objective;

    /// <summary>How many have ended.</summary>
    public long Finished { get; private set; }

    /// <summary>How many have ended with each status.</summary>
    public IReadOnlyDictionary<ExperimentStatus, int> Counts => _counts;

    /// <summary>The running attempts, the oldest first.</summary>
    public IEnumerable<LiveRun> Running => _running.Values.OrderBy(run => run.Started).ThenBy(run => run.Id);

    /// <summary>The latest results, the newest first.</summary>
    public IEnumerable<LiveResult> Recent => _recent;

    /// <summary>The best so far; null when there is none.</summary>
    public LiveResult? Best { get; private set; }

    /// <summary>Since the view began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>About how long it will still take, by the mean of those that ran; null while nobody can tell.</summary>
    public TimeSpan? Remaining =>
        _timed == 0 || Finished >= total
            ? null
            : TimeSpan.FromSeconds(
                Math.Min((double)(total - Finished), 1e9) * _spent.TotalSeconds / _timed / concurrency
            );

    /// <summary>How long an attempt has been running.</summary>
    public TimeSpan ElapsedOf(LiveRun run) => time.GetElapsedTime(run.Started);

    /// <summary>The group goes on: so many were finished before.</summary>
    public void Resume(int finished) => Finished = finished;

    /// <summary>An attempt began.</summary>
    public void Start(PlannedExperiment experiment, long id, int attempt) =>
        _running[id] = new LiveRun(id, RunLines.Values(experiment.Declarations), attempt, time.GetTimestamp());

    /// <summary>An experiment ended.</summary>
    public void Finish(ExperimentResult result, long id)
    {
        if (_running.Remove(id, out var run) && result.Status != ExperimentStatus.Stopped)
        {
            _spent += time.GetElapsedTime(run.Started);
            _timed++;
        }

        Finished++;
        _counts[result.Status] = _counts.GetValueOrDefault(result.Status) + 1;
        _recent.AddFirst(new LiveResult(id, result));
        if (_recent.Count > MostRecent)
        {
            _recent.RemoveLast();
        }

        if (objective is not null && ValueOf(result) is { } value && double.IsFinite(value))
        {
            var isBest = Best is null || objective.IsBetter(value, ValueOf(Best.Result)!.Value);
            Best = isBest && result.Status == ExperimentStatus.Succeeded ? new LiveResult(id, result) : Best;
        }
    }

    /// <summary>The objective an experiment reported; null when it did not.</summary>
    public double? ValueOf(ExperimentResult result) =>
        result.Metrics.FirstOrDefault(series => series.Name == objective?.Name)?.Last;
}
