using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>Runs the attempts of a leg, one at a time, each in a folder of its own, and prints their output.</summary>
internal sealed class LegAttempt
{
    private readonly LegSettings _settings;
    private readonly ResultFolder _folder;
    private readonly LegObserver _observer;
    private readonly TimeProvider _time;
    private readonly ExperimentRunner _runner;
    private readonly AttemptRunner _attempts;

    public LegAttempt(LegSettings settings, ResultFolder folder, LegObserver observer, TimeProvider time)
    {
        (_settings, _folder, _observer, _time) = (settings, folder, observer, time);
        _runner = new ExperimentRunner(settings.Runner, time);
        _attempts = new AttemptRunner(
            _runner,
            settings.Plan.Objective,
            GroupState.AskedNames(settings.File.Hptuning, settings.Plan.Objective)
        );
    }

    /// <summary>Runs an attempt to its end.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="resumePath">The outputs it continues from; null when it starts afresh.</param>
    /// <param name="leg">The results of the leg so far.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <param name="kill">Ends it at once.</param>
    public ExperimentResult Run(
        PlannedExperiment experiment,
        string? resumePath,
        IEnumerable<ExperimentResult> leg,
        CancellationToken stop,
        CancellationToken kill
    )
    {
        var attempt = _folder.Claim(experiment.Index, _settings.Attempt);
        var run = RunOf(experiment, _folder.FolderOf(experiment.Index, attempt), attempt) with
        {
            RecordPath = _folder.RecordOf(experiment.Index, attempt),
            ResumePath = resumePath,
        };
        _observer.Started(experiment, attempt);
        using RunningExperiment running = new(run, _attempts.Listen(), stop);
        using var watch = Watch(running, leg);
        var result = _attempts.Run(run, running.Output, () => running.Behind, _observer.Line, running.Stop, kill);
        _observer.OutputEnded();
        foreach (var (from, to) in ArtifactFileNames.MakeLegal(run.Folder))
        {
            _observer.Note($"'{from}' is now '{to}': artifacts cannot hold its name.");
        }

        return result;
    }

    /// <summary>Runs the build steps; answers why they failed.</summary>
    public string? Build(CancellationToken stop, CancellationToken kill)
    {
        if (_settings.File.Build is not { } build)
        {
            return null;
        }

        PlannedExperiment steps = new()
        {
            Index = 0,
            Parameters = [],
            Declarations = [],
            Command = "",
            Fingerprint = "",
        };
        var place = RunOf(
            steps,
            _folder.BuildFolder(_settings.Plan.Batch, _settings.Leg.Index, _settings.Attempt),
            _settings.Attempt
        );
        _observer.Building();
        var result = _runner.Build(build, place, _observer.Line, stop, kill);
        _observer.OutputEnded();
        return result is null or { Status: Search.ExperimentStatus.Succeeded }
            ? null
            : $"The build steps failed. {result.Message}";
    }

    /// <summary>Where an attempt takes place and how it is told about itself.</summary>
    private ExperimentRun RunOf(PlannedExperiment experiment, string place, int attempt)
    {
        var group = $"{_settings.User}.{_settings.Project}.{_settings.Plan.Group}";
        return new ExperimentRun
        {
            Experiment = experiment,
            Group = _settings.Plan.Group,
            Batch = _settings.Plan.Batch,
            Attempt = attempt,
            Folder = place,
            WorkingDirectory = _settings.WorkingDirectory,
            Project = _settings.Project,
            GroupName = group,
            Name = FormattableString.Invariant($"{group}.{experiment.Index}"),
            LogLevel = _settings.File.LogLevel,
            Commit = _settings.Commit,
        };
    }

    /// <summary>Compares the running experiment, at intervals, with the finished ones that the plan and this leg know.</summary>
    private PolicyWatch? Watch(RunningExperiment running, IEnumerable<ExperimentResult> leg)
    {
        var items = _settings.File.Hptuning.EarlyStopping;
        if (!items.Any(item => item is Specification.Schema.PolicyStopping))
        {
            return null;
        }

        var finished = PlanHistory
            .SeriesOf(_settings.Plan.Entries)
            .Concat(leg.Select(one => new ExperimentSeries(one.Index, one.Status, one.Metrics)));
        return new PolicyWatch(items, running, [.. finished], _time);
    }
}
