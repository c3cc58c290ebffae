using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>
/// Compares results with the plan. A result is known by its content, never by its place: of several attempts of one experiment the
/// newest with a final status counts. Pure; the order of the files does not matter.
/// </summary>
public sealed class Reconciler
{
    private readonly SweepPlan _plan;
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();
    private readonly Dictionary<long, PlanEntry> _entries;
    private int _superseded;

    private Reconciler(SweepPlan plan)
    {
        _plan = plan;
        _entries = plan.Entries.ToDictionary(entry => entry.Experiment.Index);
    }

    /// <summary>The comparison.</summary>
    /// <param name="plan">What was to be run.</param>
    /// <param name="files">What arrived.</param>
    public static Reconciliation Reconcile(SweepPlan plan, IEnumerable<ReceivedFile> files) =>
        new Reconciler(plan).Reconcile([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)]);

    private Reconciliation Reconcile(ImmutableArray<ReceivedFile> files)
    {
        var results = files
            .Where(IsOurs)
            .GroupBy(file => file.Result!.Index)
            .ToDictionary(group => group.Key, group => group.ToList());
        var entries = _plan.Entries.Select(entry => Settle(entry, results.GetValueOrDefault(entry.Experiment.Index)));
        var settled = entries.ToImmutableArray();
        var missing = settled
            .Where(entry => entry.Outcome!.Kind == OutcomeKind.Missing)
            .Select(entry => entry.Experiment.Index)
            .ToHashSet();
        foreach (var file in files.Where(file => file.Result is null))
        {
            ReportCorrupt(file, missing);
        }

        return new Reconciliation(
            settled,
            [.. _problems.OrderBy(problem => problem.Index ?? long.MaxValue)],
            _plan.Entries.Count(entry => entry.IsOpen),
            _superseded
        );
    }

    private bool IsOurs(ReceivedFile file)
    {
        if (file.Result is not { } result)
        {
            return false;
        }

        var why =
            result.Group != _plan.Group ? "belongs to another group"
            : !_entries.TryGetValue(result.Index, out var entry)
                ? $"is of experiment {result.Index}, which is not planned"
            : entry.Experiment.Fingerprint != result.Fingerprint ? $"is of other work than experiment {result.Index}"
            : null;
        if (why is not null)
        {
            _problems.Add(new Problem(ProblemKind.Foreign, $"{file.Name} {why}; it is left out."));
        }

        return why is null;
    }

    private PlanEntry Settle(PlanEntry entry, List<ReceivedFile>? files)
    {
        if (files is null)
        {
            return entry.Outcome is null ? Missing(entry, files) : Known(entry);
        }

        var final = files
            .Where(file => file.Result!.Status.IsFinal())
            .GroupBy(file => file.Result!.Attempt)
            .OrderByDescending(attempt => attempt.Key)
            .ToList();
        var newest = final.FirstOrDefault();
        _superseded += Math.Max(final.Count - 1, 0);
        if (newest is null || (entry.Outcome is { Kind: OutcomeKind.Received } known && known.Attempt >= newest.Key))
        {
            return entry.Outcome is null ? Missing(entry, files) : Known(entry);
        }

        var result = Only(newest, entry);
        return result.StoppedBy == StopCause.User
            ? Unfinished(entry, Outcome.Of(result) with { Kind = OutcomeKind.Missing }, result.Message ?? "")
            : entry with
            {
                Outcome = Outcome.Of(result) with { Status = StatusOf(result) },
            };
    }

    /// <summary>A gap that an earlier batch left stays one.</summary>
    private PlanEntry Known(PlanEntry entry)
    {
        if (entry.Outcome!.Kind == OutcomeKind.Missing)
        {
            _problems.Add(
                new Problem(
                    entry.Outcome.Attempt == 0 ? ProblemKind.Missing : ProblemKind.Unfinished,
                    $"Experiment {entry.Experiment.Index} of batch {entry.Batch}: {entry.Outcome.Message}",
                    entry.Experiment.Index,
                    entry.Experiment.Leg
                )
            );
        }

        return entry;
    }

    /// <summary>Results of the same attempt are the same result copied, or the later one counts and the doubt is told.</summary>
    private ExperimentResult Only(IGrouping<int, ReceivedFile> attempt, PlanEntry entry)
    {
        if (attempt.Count() == 1)
        {
            return attempt.First().Result!;
        }

        var texts = attempt.Select(file => ResultRecord.Write(file.Result!)).Distinct().Count();
        if (texts > 1)
        {
            _problems.Add(
                new Problem(
                    ProblemKind.Duplicate,
                    $"Attempt {attempt.Key} of experiment {entry.Experiment.Index} has {texts} different results; the latest counts.",
                    entry.Experiment.Index,
                    entry.Experiment.Leg
                )
            );
        }

        return attempt
            .Select(file => file.Result!)
            .OrderByDescending(result => result.FinishedAt)
            .ThenBy(ResultRecord.Write, StringComparer.Ordinal)
            .First();
    }

    private PlanEntry Missing(PlanEntry entry, List<ReceivedFile>? files)
    {
        if (files is { Count: > 0 })
        {
            var started = files.Select(file => file.Result!).MaxBy(result => result.Attempt)!;
            var outcome = Outcome.Of(started) with { Kind = OutcomeKind.Missing, Status = ExperimentStatus.Failed };
            return Unfinished(entry, outcome, "It was started and its job was lost before it ended.");
        }

        var artifact = ArtifactNames.Results(_plan.Group, entry.Batch, entry.Experiment.Leg, 1)[..^1] + "*";
        var message = $"No result arrived from leg {entry.Experiment.Leg} (artifact {artifact}).";
        // A leg may have succeeded and its artifact be lost: running failed jobs again would not run that leg.
        _problems.Add(
            new Problem(
                ProblemKind.Missing,
                $"Experiment {entry.Experiment.Index}: {message} See the log of that leg and run its job again; those after it follow.",
                entry.Experiment.Index,
                entry.Experiment.Leg
            )
        );
        return entry with
        {
            Outcome = new Outcome
            {
                Kind = OutcomeKind.Missing,
                Status = ExperimentStatus.Failed,
                Message = message,
            },
        };
    }

    private PlanEntry Unfinished(PlanEntry entry, Outcome outcome, string message)
    {
        _problems.Add(
            new Problem(
                ProblemKind.Unfinished,
                $"Experiment {entry.Experiment.Index} (leg {entry.Experiment.Leg}) is unfinished. {message}",
                entry.Experiment.Index,
                entry.Experiment.Leg
            )
        );
        return entry with { Outcome = outcome with { Message = message } };
    }

    private ExperimentStatus StatusOf(ExperimentResult result) =>
        result.Status == ExperimentStatus.Succeeded
        && _plan.Objective is { } goal
        && !result.Metrics.Any(series => series.Name == goal.Name)
            ? ExperimentStatus.ObjectiveMissing
            : result.Status;

    /// <summary>A file that holds no result is a gap only when the experiment it is named after has no other result.</summary>
    private void ReportCorrupt(ReceivedFile file, HashSet<long> missing)
    {
        var index = IndexOf(file.Name);
        if (index is null || missing.Contains(index.Value))
        {
            _problems.Add(
                new Problem(
                    ProblemKind.Corrupt,
                    $"{file.Name} holds no result: {file.Fault}",
                    index,
                    index is { } at && _entries.TryGetValue(at, out var entry) ? entry.Experiment.Leg : null
                )
            );
        }
    }

    /// <summary>The experiment that a name such as <c>e7-a1.json</c> speaks of.</summary>
    private static long? IndexOf(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var end = file.IndexOf("-a", StringComparison.Ordinal);
        return file.StartsWith('e') && end > 1 && long.TryParse(file.AsSpan(1, end - 1), out var index) ? index : null;
    }
}
