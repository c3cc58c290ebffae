using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// Suggestions in, processes, metrics, decisions, until the search is over. One thread decides and writes the store; the slots'
/// threads run experiments and leave their records.
/// </summary>
internal sealed class SweepLoop
{
    private const int PollMilliseconds = 100;
    private const int PlanAhead = 64;
    private readonly SweepContext _context;
    private readonly HptuningSection _hptuning;
    private readonly GroupDefinition _definition;
    private readonly GroupFolder _folder;
    private readonly RunFactory _runs;
    private readonly Ledger _ledger;
    private readonly SuggestionSource _source;
    private readonly StopRules _rules;
    private readonly Queue<LedgerEntry> _planned;
    private readonly Dictionary<long, RunningExperiment> _running = [];
    private readonly AttemptRunner _attempts;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _interrupt;
    private StoreException? _fault;
    private long _lastLook;

    public SweepLoop(
        SweepContext context,
        GroupFolder folder,
        RunFactory runs,
        Ledger ledger,
        IEnumerable<LedgerEntry> planned,
        CancellationToken interrupt
    )
    {
        (_context, _folder, _runs, _ledger, _interrupt) = (context, folder, runs, ledger, interrupt);
        _definition = context.Settings.Definition;
        _hptuning = context.File.Hptuning;
        _planned = new Queue<LedgerEntry>(planned);
        _source = new SuggestionSource(_hptuning, _definition.Seed, _definition.IsAsync, ledger.LastBatch);
        _rules = new StopRules(_hptuning.EarlyStopping, _definition.MaxFailures, context.Time);
        _attempts = new AttemptRunner(
            new ExperimentRunner(context.Settings.Runner, context.Time),
            _definition.Objective,
            GroupState.AskedNames(_hptuning, _definition.Objective)
        );
        _stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
    }

    /// <summary>Why it ended before the search was over; null when it was not.</summary>
    public SweepEnd? Ended { get; private set; }

    /// <summary>Why the search is over; null while it goes on.</summary>
    public string? Finished => _source.Finished;

    /// <summary>The planned experiments that were not started.</summary>
    public IEnumerable<LedgerEntry> NotStarted => _planned;

    /// <summary>Runs to the end.</summary>
    /// <param name="known">Results known beforehand, which may end the group at once.</param>
    /// <param name="kill">Ends running experiments at once.</param>
    /// <exception cref="StoreException">The store could not be written; running experiments were ended first.</exception>
    public void Run(IReadOnlyCollection<ExperimentResult> known, CancellationToken kill)
    {
        using var _ = _stop;
        Ended = known.Count > 0 ? _rules.OfGroup(_ledger.State, known) : null;
        using (Slots slots = new(_hptuning.Concurrency, _attempts, kill))
        {
            while (Fill(slots) || _running.Count > 0)
            {
                Take(slots);
                Look();
            }
        }

        Store(_ledger.Flush);
        if (_fault is not null)
        {
            throw _fault;
        }
    }

    /// <summary>Fills free slots; whether anything was started.</summary>
    private bool Fill(Slots slots)
    {
        var started = false;
        while (_running.Count < _hptuning.Concurrency && !IsEnding() && Next() is { } entry)
        {
            started = true;
            if (entry.Planned.Fault is { } fault)
            {
                var result = _runs.NotRun(entry, ExperimentStatus.Failed, fault, null, _context.Time.GetUtcNow());
                Finish(result);
                Ended ??= _rules.OfGroup(_ledger.State, [result]);
                continue;
            }

            Start(slots, entry);
        }

        return started;
    }

    private bool IsEnding()
    {
        Ended ??= _interrupt.IsCancellationRequested ? SweepEnd.Interrupted : null;
        return Ended is not null || _fault is not null;
    }

    private LedgerEntry? Next()
    {
        if (_planned.Count == 0)
        {
            var free = _hptuning.Concurrency - _running.Count;
            var next = _source.Next(_ledger.State.ToHistory, free, _running.Count, PlanAhead);
            if (next.Count > 0)
            {
                Store(() =>
                {
                    foreach (var entry in _ledger.Plan(next))
                    {
                        _planned.Enqueue(entry);
                    }
                });
            }
        }

        return _planned.TryDequeue(out var first) ? first : null;
    }

    private void Start(Slots slots, LedgerEntry entry)
    {
        entry.Attempt++;
        var run = _runs.Of(entry, entry.Experiment.Parent is { } parent ? _ledger[parent] : null);
        RunningExperiment experiment = new(run, _attempts.Listen(), _stop.Token);
        _running[entry.Experiment.Index] = experiment;
        _ledger.Record(new ExperimentRunner(_context.Settings.Runner, _context.Time).Started(run));
        _context.Observer.Started(entry.Experiment, entry.Id, entry.Attempt);
        slots.Start(experiment, _running.Count);
    }

    private void Take(Slots slots)
    {
        List<ExperimentResult> news = [];
        for (var wait = PollMilliseconds; slots.Take(wait) is { } result; wait = 0)
        {
            _running.Remove(result.Index, out var experiment);
            experiment!.Dispose();
            var entry = _ledger[result.Index];
            if (result.Status == ExperimentStatus.Failed && entry.Failures++ < _definition.Retries && !IsEnding())
            {
                _ledger.RecordRetried(result);
                _context.Observer.Retried(result, entry.Id);
                Start(slots, entry);
                continue;
            }

            news.Add(result);
            Finish(result);
        }

        if (news.Count > 0)
        {
            Ended ??= _rules.OfGroup(_ledger.State, news);
        }
    }

    private void Finish(ExperimentResult result)
    {
        _ledger.Record(result);
        _context.Observer.Finished(result, _ledger[result.Index].Id);
    }

    /// <summary>What is due at intervals, and not with each of a thousand short experiments.</summary>
    private void Look()
    {
        if (_lastLook != 0 && _context.Time.GetElapsedTime(_lastLook).TotalMilliseconds < PollMilliseconds)
        {
            return;
        }

        _lastLook = _context.Time.GetTimestamp();
        Store(_ledger.Flush);
        var request = StopRequests.Read(_folder);
        if (request != StopRequest.None)
        {
            Ended ??= SweepEnd.Stopped;
            if (request == StopRequest.All)
            {
                _stop.Cancel();
            }
        }

        _rules.EndThoseBehind(_ledger.State, _running);
        _context.Observer.Tick();
    }

    /// <summary>A store that cannot be written ends the group: what runs is ended in an orderly way, its records tell how.</summary>
    private void Store(Action write)
    {
        try
        {
            write();
        }
        catch (StoreException fault)
        {
            _fault ??= fault;
            _stop.Cancel();
        }
    }
}
