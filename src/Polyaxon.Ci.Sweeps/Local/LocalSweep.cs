using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Runs a group on this machine: suggestions in, processes, metrics, decisions, until the search is over. One thread decides and
/// writes the store; the slots' threads run experiments and leave their records.
/// </summary>
public sealed class LocalSweep
{
    private const int PollMilliseconds = 100;
    private const int PlanAhead = 64;
    private readonly Polyaxonfile _file;
    private readonly SweepSettings _settings;
    private readonly SweepStore _store;
    private readonly SweepObserver _observer;
    private readonly TimeProvider _time;
    private readonly ExperimentPlanner _planner;
    private readonly SuggestionSource _source;
    private readonly GroupState _history = new();
    private readonly Queue<PlannedRun> _planned = [];
    private readonly Dictionary<long, PlannedExperiment> _experiments = [];
    private readonly Dictionary<long, long> _ids = [];
    private readonly List<ExperimentResult> _unwritten = [];
    private string? _ended;
    private int _running;
    private int _failures;
    private long _group;
    private RunFactory _runs = null!;

    /// <summary>Prepares a group.</summary>
    public LocalSweep(
        Polyaxonfile file,
        ExperimentRenderer renderer,
        SweepSettings settings,
        SweepStore store,
        SweepObserver observer,
        TimeProvider time
    )
    {
        (_file, _settings, _store, _observer, _time) = (file, settings, store, observer, time);
        _planner = new ExperimentPlanner(file, renderer);
        _source = new SuggestionSource(file.Hptuning, settings.Seed, settings.IsAsync);
    }

    /// <summary>Runs the group to its end.</summary>
    /// <param name="stop">Ends running experiments in an orderly way; nothing new starts.</param>
    /// <param name="kill">Ends running experiments at once.</param>
    public SweepSummary Run(CancellationToken stop, CancellationToken kill)
    {
        Create();
        ExperimentRunner runner = new(_settings.Runner, _time);
        if (Build(runner, stop, kill) is { } fault)
        {
            return End(stop.IsCancellationRequested ? "stopped" : "failed", fault, stop.IsCancellationRequested);
        }

        _store.SetGroupStatus(_group, "running", null);
        using (
            Slots slots = new(
                _file.Hptuning.Concurrency,
                runner,
                _settings.Objective,
                GroupState.AskedNames(_file.Hptuning, _settings.Objective),
                stop,
                kill
            )
        )
        {
            Loop(slots, stop);
        }

        Write();
        var isInterrupted = stop.IsCancellationRequested;
        var reason = isInterrupted ? "interrupted by the user" : _ended;
        return End(reason is null ? "done" : "stopped", reason, isInterrupted);
    }

    private void Create()
    {
        var name = _file.Name ?? "group";
        var key = FormattableString.Invariant(
            $"{name}-{_time.GetUtcNow().ToUnixTimeMilliseconds():x}-{Environment.ProcessId:x}"
        );
        var hptuning = _file.Hptuning;
        _group = _store.AddGroup(
            new NewGroup(
                key,
                _file.Name,
                _settings.Project,
                _settings.User,
                hptuning.Search.Algorithm,
                hptuning.Concurrency,
                _settings.Seed
            )
            {
                Objective = _settings.Objective,
                Description = _file.Description,
                Tags = _file.Tags,
            }
        );
        _runs = new RunFactory(_file, _settings, key, _group);
        _observer.Created(_group);
    }

    private string? Build(ExperimentRunner runner, CancellationToken stop, CancellationToken kill)
    {
        if (_settings.SkipBuild || _file.Build is not { BuildSteps.IsEmpty: false } build)
        {
            return null;
        }

        _observer.Building();
        var result = runner.Run(_runs.Of(BuildScript.Of(build), "build", 1, null), null, stop, kill);
        return result.Status == ExperimentStatus.Succeeded
            ? null
            : $"the build steps failed. {result.Message} See {Path.Combine(_runs.Folder, "build", "log.txt")}";
    }

    private void Loop(Slots slots, CancellationToken stop)
    {
        var stopFile = Path.Combine(_runs.Folder, "stop");
        while (Fill(slots, stop) || _running > 0)
        {
            for (var wait = PollMilliseconds; slots.Take(wait) is { } result; wait = 0)
            {
                Take(slots, result, stop);
            }

            Write();
            if (_ended is null && File.Exists(stopFile))
            {
                _ended = "stopped by the user";
            }
        }
    }

    /// <summary>Fills free slots; whether anything was started.</summary>
    private bool Fill(Slots slots, CancellationToken stop)
    {
        var started = false;
        while (
            _running < _file.Hptuning.Concurrency
            && _ended is null
            && !stop.IsCancellationRequested
            && Next() is { } planned
        )
        {
            started = true;
            if (planned.Fault is { } fault)
            {
                Refuse(planned.Experiment, fault);
                continue;
            }

            Start(slots, planned.Experiment, 1);
        }

        return started;
    }

    private PlannedRun? Next()
    {
        if (_planned.Count == 0)
        {
            var capacity = _file.Hptuning.Concurrency - _running;
            var batch = _source.Next(_history.ToHistory, capacity, _running, PlanAhead).Select(Plan).ToList();
            foreach (var (number, id) in _store.AddExperiments(_group, batch.Select(planned => planned.Experiment)))
            {
                _ids[number] = id;
            }

            foreach (var planned in batch)
            {
                _history.Plan(planned.Experiment);
                _experiments[planned.Experiment.Index] = planned.Experiment;
                _planned.Enqueue(planned);
            }
        }

        return _planned.TryDequeue(out var next) ? next : null;
    }

    private PlannedRun Plan(Suggestion suggestion) =>
        _planner.Plan(suggestion, suggestion.Parent is { } parent ? _experiments[parent].Fingerprint : null);

    private void Start(Slots slots, PlannedExperiment experiment, int attempt)
    {
        _running++;
        var id = _ids[experiment.Index];
        _observer.Started(experiment, id, attempt);
        slots.Start(
            _runs.Of(
                experiment,
                FormattableString.Invariant($"{id}"),
                attempt,
                experiment.Parent is { } parent ? _ids[parent] : null
            )
        );
    }

    private void Take(Slots slots, ExperimentResult result, CancellationToken stop)
    {
        _running--;
        _observer.Finished(result, _ids[result.Index]);
        _unwritten.Add(result);
        if (
            result is { Status: ExperimentStatus.Failed }
            && result.Attempt <= _settings.Retries
            && _ended is null
            && !stop.IsCancellationRequested
        )
        {
            Start(slots, _experiments[result.Index], result.Attempt + 1);
            return;
        }

        _history.Add(result);
        _failures += result.Status == ExperimentStatus.Failed ? 1 : 0;
        _ended ??= _history.StopBy(_file.Hptuning.EarlyStopping)?.Reason;
        _ended ??= _failures >= _settings.MaxFailures ? $"{_failures} experiments failed" : null;
    }

    private void Refuse(PlannedExperiment experiment, string fault)
    {
        var result = _runs.NotRun(experiment, ExperimentStatus.Failed, fault, _time);
        _history.Add(result);
        _unwritten.Add(result);
        _observer.Finished(result, _ids[experiment.Index]);
    }

    private void Write()
    {
        if (_unwritten.Count > 0)
        {
            _store.Record(_group, _unwritten);
            _unwritten.Clear();
        }
    }

    private SweepSummary End(string status, string? reason, bool isInterrupted)
    {
        foreach (var planned in _planned)
        {
            var result = _runs.NotRun(planned.Experiment, ExperimentStatus.Stopped, $"Not started: {reason}", _time);
            _history.Add(result);
            _unwritten.Add(result);
        }

        Write();
        _store.SetGroupStatus(_group, status, reason);
        var results = _history.Results.OrderBy(result => result.Index).ToList();
        var best = _history.Best(_settings.Objective);
        var name = best is null ? null : FormattableString.Invariant($"{_runs.GroupName}.{_ids[best.Index]}");
        return new SweepSummary(_group, status, reason, results, best, name, isInterrupted);
    }
}
