using System.Collections.Immutable;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>
/// Runs the experiments of a leg one after another and leaves a result of each, whatever happens: what succeeded in an earlier
/// attempt is kept, what early stopping or an interruption keeps from starting says so.
/// </summary>
public sealed class LegExecutor
{
    private readonly LegSettings _settings;
    private readonly LegObserver _observer;
    private readonly TimeProvider _time;
    private readonly ResultFolder _folder;
    private readonly EarlierResults _earlier;
    private readonly LegAttempt _attempts;
    private readonly ImmutableArray<EarlyStoppingItem> _thresholds;
    private readonly ImmutableArray<ExperimentResult>.Builder _results =
        ImmutableArray.CreateBuilder<ExperimentResult>();
    private EarlierResults? _restored;
    private string? _stopReason;
    private string? _markerPath;

    /// <summary>Prepares a leg.</summary>
    public LegExecutor(LegSettings settings, LegObserver observer, TimeProvider time)
    {
        (_settings, _observer, _time) = (settings, observer, time);
        _folder = new ResultFolder(settings.Results);
        _attempts = new LegAttempt(settings, _folder, observer, time);
        _earlier = new EarlierResults(settings.Plan.Group, [settings.Results, .. settings.Previous]);

        // A leg knows a part of the results: a value that is reached stays reached, a share of failures does not.
        _thresholds = [.. settings.File.Hptuning.EarlyStopping.Where(item => item is not FailureStopping)];
    }

    /// <summary>Runs the leg to its end.</summary>
    /// <param name="stop">Ends the running experiment in an orderly way; nothing new starts.</param>
    /// <param name="kill">Ends it at once.</param>
    /// <exception cref="IOException">A result could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A result may not be written.</exception>
    public LegSummary Run(CancellationToken stop, CancellationToken kill)
    {
        Directory.CreateDirectory(_settings.Results);
        string? fault = null;
        var isBuilt = _settings.SkipBuild;
        foreach (var experiment in _settings.Leg.Experiments)
        {
            if (_earlier.Succeeded(experiment.Index, experiment.Fingerprint) is { } kept)
            {
                _folder.Adopt(kept.Record, kept.Result);
                Take(kept.Result);
                continue;
            }

            _stopReason ??= MarkerReason();
            if (!isBuilt && _stopReason is null && !stop.IsCancellationRequested)
            {
                (isBuilt, fault) = (true, _attempts.Build(stop, kill));
            }

            Take(
                stop.IsCancellationRequested
                    ? NotRun(experiment, StopCause.User, "Not started: the job was interrupted.")
                : _stopReason is { } reason ? NotRun(experiment, StopCause.EarlyStopping, $"Not started: {reason}.")
                : fault is not null ? NotRun(experiment, null, fault)
                : Attempt(experiment, stop, kill)
            );
        }

        return new LegSummary(_results.ToImmutable(), _stopReason, _markerPath, stop.IsCancellationRequested);
    }

    private ExperimentResult Attempt(PlannedExperiment experiment, CancellationToken stop, CancellationToken kill) =>
        Predecessor(experiment) is { } resumePath
            ? _attempts.Run(experiment, resumePath.Length > 0 ? resumePath : null, _results, stop, kill)
            : NotRun(
                experiment,
                null,
                $"The outputs of its predecessor, experiment {experiment.Parent}, were not found: download the artifacts that the output 'restore' names and pass --restore."
            );

    /// <summary>
    /// The outputs that an experiment continues from; empty when it continues none, null when they are not there. Artifacts hold no
    /// empty folders, so a predecessor's record is enough to make one.
    /// </summary>
    private string? Predecessor(PlannedExperiment experiment)
    {
        if (!_settings.Plan.Resume || experiment.Parent is not { } parent)
        {
            return "";
        }

        _restored ??= new EarlierResults(_settings.Plan.Group, [.. _settings.Restore, _settings.Results]);
        if (_restored.Final(parent) is not { } stored)
        {
            return null;
        }

        Directory.CreateDirectory(stored.Outputs);
        return Path.GetFullPath(stored.Outputs);
    }

    private void Take(ExperimentResult result)
    {
        _results.Add(result);
        _observer.Finished(result);
        if (_stopReason is not null || _thresholds.IsEmpty)
        {
            return;
        }

        var series = _results.Select(one => new ExperimentSeries(one.Index, one.Status, one.Metrics));
        if (EarlyStopping.Evaluate(_thresholds, [.. series]) is { } met)
        {
            _stopReason = met.Reason;
            _markerPath = LeaveMarker(met.Reason);
        }
    }

    private string? MarkerReason() =>
        ArtifactTree.Markers([_settings.Stop]).FirstOrDefault(marker => marker.Group == _settings.Plan.Group)?.Reason;

    private string LeaveMarker(string reason)
    {
        var (plan, leg) = (_settings.Plan, _settings.Leg.Index);
        var name = ArtifactNames.Stop(plan.Group, plan.Batch, leg, _settings.Attempt) + ".json";
        var path = Path.Combine(_settings.Marker, name);
        Directory.CreateDirectory(_settings.Marker);
        AtomicFile.Write(path, new StopMarker(plan.Group, plan.Batch, leg, reason).Write(), durable: false);
        return path;
    }

    private ExperimentResult NotRun(PlannedExperiment experiment, StopCause? cause, string message)
    {
        ExperimentResult result = new()
        {
            Group = _settings.Plan.Group,
            Batch = _settings.Plan.Batch,
            Index = experiment.Index,
            Attempt = _folder.Claim(experiment.Index, _settings.Attempt),
            Fingerprint = experiment.Fingerprint,
            Status = cause is null ? ExperimentStatus.Failed : ExperimentStatus.Stopped,
            StoppedBy = cause,
            Message = message,
            FinishedAt = _time.GetUtcNow(),
            Commit = _settings.Commit,
            Declarations = experiment.Declarations,
        };
        _folder.Leave(result);
        return result;
    }
}
