using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Plans the next batch of a group from all that is known of it: a pure function of plan and outcomes.</summary>
public sealed class BatchPlanner
{
    private readonly HptuningSection _hptuning;
    private readonly ExperimentPlanner _planner;
    private readonly ISearch _search;
    private readonly BigInteger _total;
    private readonly ImmutableArray<string> _compared;

    /// <summary>A planner for one group.</summary>
    public BatchPlanner(Polyaxonfile file, ExperimentRenderer renderer, long seed)
    {
        _hptuning = file.Hptuning;
        _planner = new ExperimentPlanner(file, renderer);
        _search = SearchFactory.Create(_hptuning, seed);
        _total = (_search as NumberedSearch)?.Total ?? 0;
        _compared = [.. _hptuning.EarlyStopping.OfType<PolicyStopping>().Select(item => item.Goal.Name).Distinct()];
    }

    /// <summary>
    /// The batch after a plan whose experiments all have an outcome. What can be reused is not run again; a batch that consists of
    /// nothing else is followed by the next at once.
    /// </summary>
    public SweepPlan Next(SweepPlan plan, ReusableResults reusable)
    {
        var batch = plan.Batch + 1;
        var entries = plan.Entries.Select(Thinned).ToList();
        PlanEnd? ended;
        do
        {
            ended = StopOf(entries) ?? Extend(entries, plan, batch, reusable);
        } while (ended is null && !entries.Exists(entry => entry.IsOpen));

        return plan with
        {
            Batch = batch,
            Entries = Packed(entries, plan),
            Ended = ended,
        };
    }

    private PlanEnd? StopOf(List<PlanEntry> entries) =>
        EarlyStopping.Evaluate(_hptuning.EarlyStopping, [.. PlanHistory.SeriesOf(entries)]) is { } stop
            ? new PlanEnd(PlanEndKind.Stopped, stop.Reason, stop.Experiment)
            : null;

    /// <summary>Asks the search for more; answers why there is nothing more.</summary>
    private PlanEnd? Extend(List<PlanEntry> entries, SweepPlan plan, int batch, ReusableResults reusable)
    {
        var settings = plan.Settings;
        var capacity = BatchSize.InBatches(_hptuning, entries.Count, _total, settings.BatchSize, settings.MaxBatches);
        var answer = _search.Next(PlanHistory.Of(entries), capacity);
        if (answer.State != SearchState.Suggested)
        {
            var kind = answer.State == SearchState.Finished ? PlanEndKind.Done : PlanEndKind.Stuck;
            return new PlanEnd(kind, answer.Reason ?? "the search is over");
        }

        var before = entries.Count;
        foreach (var suggestion in answer.Suggestions.Take(CiLimits.Experiments - before))
        {
            entries.Add(Plan(suggestion, entries, batch, reusable));
        }

        return entries.Count > before
            ? null
            : new PlanEnd(PlanEndKind.Stuck, $"a group has at most {CiLimits.Experiments} experiments in CI");
    }

    private PlanEntry Plan(Suggestion suggestion, List<PlanEntry> entries, int batch, ReusableResults reusable)
    {
        var planned = _planner.Plan(suggestion, FingerprintOf(suggestion.Parent, entries));
        var outcome =
            planned.Fault is { } fault
                ? new Outcome
                {
                    Kind = OutcomeKind.Refused,
                    Status = ExperimentStatus.Failed,
                    Message = fault,
                }
            : reusable.Take(planned.Experiment.Fingerprint) is { } result ? Outcome.Of(result, OutcomeKind.Reused)
            : null;
        return Thinned(new PlanEntry(planned.Experiment, batch, outcome));
    }

    /// <summary>Entries are by ascending index, so an index is found by halving.</summary>
    private static string? FingerprintOf(long? index, List<PlanEntry> entries)
    {
        if (index is not { } wanted)
        {
            return null;
        }

        var (low, high) = (0, entries.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = entries[middle].Experiment.Index < wanted ? (middle + 1, high) : (low, middle);
        }

        return entries[low].Experiment.Index == wanted ? entries[low].Experiment.Fingerprint : null;
    }

    private PlanEntry Thinned(PlanEntry entry) =>
        entry.Outcome is { Metrics.IsEmpty: false } outcome
            ? entry with
            {
                Outcome = outcome with { Metrics = SeriesThinning.Thin(outcome.Metrics, _compared) },
            }
            : entry;

    private static ImmutableArray<PlanEntry> Packed(List<PlanEntry> entries, SweepPlan plan)
    {
        var open = entries.Count(entry => entry.IsOpen);
        var legs = Packing
            .Sizes(open, plan.Concurrency, plan.Settings)
            .SelectMany((size, leg) => Enumerable.Repeat(leg, size));
        using var next = legs.GetEnumerator();
        var packed = ImmutableArray.CreateBuilder<PlanEntry>(entries.Count);
        foreach (var entry in entries)
        {
            packed.Add(
                entry.IsOpen && next.MoveNext()
                    ? entry with
                    {
                        Experiment = entry.Experiment with { Leg = next.Current },
                    }
                    : entry
            );
        }

        return packed.MoveToImmutable();
    }
}
