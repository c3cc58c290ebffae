using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// The books of a running group: in memory for decisions, in the store for everybody else. Suggestions are in the store before
/// anything of them starts; results follow a little later in one transaction for many, since each has its own file already. For one
/// thread.
/// </summary>
internal sealed class Ledger
{
    private readonly SweepStore _store;
    private readonly long _group;
    private readonly Polyaxonfile _file;
    private readonly GroupFolder _folder;
    private readonly ExperimentPlanner _planner;
    private readonly Dictionary<long, LedgerEntry> _entries = [];
    private readonly List<ExperimentResult> _unwritten = [];

    public Ledger(SweepStore store, long group, Polyaxonfile file, ExperimentRenderer renderer, GroupFolder folder)
    {
        (_store, _group, _file, _folder) = (store, group, file, folder);
        _planner = new ExperimentPlanner(file, renderer);
    }

    /// <summary>What searches and early stopping are told.</summary>
    public GroupState State { get; } = new();

    /// <summary>The last batch planned.</summary>
    public int LastBatch { get; private set; }

    /// <summary>An experiment by its number in the group.</summary>
    public LedgerEntry this[long index] => _entries[index];

    /// <summary>All experiments in the order planned.</summary>
    public IEnumerable<LedgerEntry> Entries => _entries.Values.OrderBy(entry => entry.Experiment.Index);

    /// <summary>Plans suggestions: they are in the store when this returns.</summary>
    /// <exception cref="StoreException">They could not be stored.</exception>
    public IReadOnlyList<LedgerEntry> Plan(IReadOnlyList<BatchedSuggestion> suggestions)
    {
        List<StoredPlan> plans = [];
        // A batch never holds both a parent and its child, so that fingerprints of parents are known.
        foreach (var suggestion in suggestions)
        {
            plans.Add(new StoredPlan(Planned(suggestion), PlanLine.Write(suggestion, _file.Hptuning.Matrix)));
        }

        var ids = _store.AddExperiments(_group, plans);
        WriteLines(plans, ids);
        return
        [
            .. suggestions.Zip(
                plans,
                (suggestion, plan) => Keep(plan.Run, suggestion.Batch, ids[plan.Run.Experiment.Index])
            ),
        ];
    }

    /// <summary>Takes over an experiment that was planned before.</summary>
    public LedgerEntry Restore(BatchedSuggestion suggestion, long id) =>
        Keep(Planned(suggestion), suggestion.Batch, id);

    /// <summary>Takes note of a result, to be stored with the next <see cref="Flush"/>.</summary>
    public void Record(ExperimentResult result)
    {
        _unwritten.Add(result);
        if (Search.ExperimentStatuses.IsFinal(result.Status))
        {
            State.Add(result);
        }
    }

    /// <summary>Takes note of an attempt that is followed by another: it is told, but decides nothing.</summary>
    public void RecordRetried(ExperimentResult result) => _unwritten.Add(result);

    /// <summary>Takes note of a result that is in the store already.</summary>
    public void Recall(ExperimentResult result) => State.Add(result);

    /// <summary>Stores what is not yet stored.</summary>
    /// <exception cref="StoreException">It could not be stored; it is kept for the next time.</exception>
    public void Flush()
    {
        if (_unwritten.Count > 0)
        {
            _store.Record(_group, _unwritten);
            _unwritten.Clear();
        }
    }

    private PlannedRun Planned(BatchedSuggestion planned) =>
        _planner.Plan(
            planned.Suggestion,
            planned.Suggestion.Parent is { } parent && _entries.TryGetValue(parent, out var entry)
                ? entry.Experiment.Fingerprint
                : null
        );

    private LedgerEntry Keep(PlannedRun planned, int batch, long id)
    {
        LedgerEntry entry = new(planned, batch, id);
        _entries[planned.Experiment.Index] = entry;
        State.Plan(planned.Experiment);
        LastBatch = Math.Max(LastBatch, batch);
        return entry;
    }

    /// <summary>The store can be rebuilt from these lines and the records; losing them costs nothing as long as the store is there.</summary>
    private void WriteLines(List<StoredPlan> plans, IReadOnlyDictionary<long, long> ids)
    {
        try
        {
            File.AppendAllLines(
                _folder.Plan,
                plans.Select(plan => FormattableString.Invariant($"{ids[plan.Run.Experiment.Index]} {plan.Line}"))
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The store has them.
        }
    }
}
