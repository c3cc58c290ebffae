using CsCheck;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Tests.Gathering;

public sealed class ReconcilerTests
{
    private const string Grid = """
        version: 1
        kind: group
        name: grid
        hptuning:
          matrix: {lr: {values: [1, 2, 3, 4]}}
        run: {cmd: "train --lr {{ lr }}"}
        """;

    private readonly Sweep _sweep = new(Grid);
    private readonly SweepPlan _plan;
    private readonly PlannedExperiment[] _open;

    public ReconcilerTests()
    {
        _plan = _sweep.First();
        _open = [.. Sweep.Open(_plan)];
    }

    private ExperimentResult Result(
        int at,
        double? loss,
        int attempt = 1,
        ExperimentStatus status = ExperimentStatus.Succeeded
    ) => Sweep.Result(_plan, _open[at], loss, attempt, status);

    private IEnumerable<ReceivedFile> All() => Enumerable.Range(0, 4).Select(at => Sweep.FileOf(Result(at, at)));

    [Fact]
    public void Complete_results_leave_no_problem()
    {
        var reconciliation = Reconciler.Reconcile(_plan, All());

        Assert.Empty(reconciliation.Problems);
        Assert.Equal(4, reconciliation.Expected);
        Assert.All(reconciliation.Entries, entry => Assert.Equal(OutcomeKind.Received, entry.Outcome!.Kind));
    }

    [Fact]
    public void A_missing_result_counts_as_failed_and_its_artifact_is_named()
    {
        var reconciliation = Reconciler.Reconcile(_plan, All().Skip(1));
        var problem = Assert.Single(reconciliation.Problems);

        Assert.Equal(ProblemKind.Missing, problem.Kind);
        Assert.Contains($"plx-res-{_plan.Group}-b1-l0-a*", problem.Message, StringComparison.Ordinal);
        Assert.Contains("run its job again", problem.Message, StringComparison.Ordinal);
        Assert.Equal(ExperimentStatus.Failed, reconciliation.Entries[0].Outcome!.Status);
        Assert.Empty(reconciliation.Entries[0].Outcome!.Metrics);
    }

    [Fact]
    public void The_newest_attempt_with_a_final_status_counts()
    {
        ReceivedFile[] files =
        [
            .. All(),
            Sweep.FileOf(Result(0, 50, attempt: 2)),
            Sweep.FileOf(Result(0, null, attempt: 3, ExperimentStatus.Running)),
        ];
        var reconciliation = Reconciler.Reconcile(_plan, files);

        Assert.Equal(50, reconciliation.Entries[0].Outcome!.Last("loss"));
        Assert.Equal(1, reconciliation.Superseded);
        Assert.Empty(reconciliation.Problems);
    }

    [Fact]
    public void A_copy_is_no_duplicate_and_a_difference_is()
    {
        var copied = Reconciler.Reconcile(_plan, [.. All(), Sweep.FileOf(Result(0, 0), "copy/")]);
        var differs = Reconciler.Reconcile(_plan, [.. All(), Sweep.FileOf(Result(0, 9), "copy/")]);

        Assert.Empty(copied.Problems);
        Assert.Equal(ProblemKind.Duplicate, Assert.Single(differs.Problems).Kind);
    }

    [Fact]
    public void Foreign_results_are_left_out()
    {
        ReceivedFile[] files =
        [
            .. All(),
            Sweep.FileOf(Result(0, -1, 9) with { Group = "other-12345678" }, "a/"),
            Sweep.FileOf(Result(0, -1, 9) with { Index = 99 }, "b/"),
            Sweep.FileOf(Result(0, -1, 9) with { Fingerprint = "other" }, "c/"),
        ];
        var reconciliation = Reconciler.Reconcile(_plan, files);

        Assert.Equal(3, reconciliation.Problems.Count(problem => problem.Kind == ProblemKind.Foreign));
        Assert.Equal(0, reconciliation.Entries[0].Outcome!.Last("loss"));
    }

    [Fact]
    public void A_corrupt_file_is_a_gap_only_where_nothing_else_arrived()
    {
        ReceivedFile corrupt = new("x/e1-a2.json", null, "cut off");
        var covered = Reconciler.Reconcile(_plan, [.. All(), corrupt]);
        var gap = Reconciler.Reconcile(_plan, [.. All().Skip(1), corrupt]);

        Assert.Empty(covered.Problems);
        Assert.Equal([ProblemKind.Missing, ProblemKind.Corrupt], gap.Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public void What_was_started_and_lost_or_interrupted_is_unfinished()
    {
        ReceivedFile[] files =
        [
            .. All().Skip(2),
            Sweep.FileOf(Result(0, null, 1, ExperimentStatus.Running)),
            Sweep.FileOf(Result(1, null, 1, ExperimentStatus.Stopped) with { StoppedBy = StopCause.User }),
        ];
        var reconciliation = Reconciler.Reconcile(_plan, files);

        Assert.Equal(
            [ProblemKind.Unfinished, ProblemKind.Unfinished],
            reconciliation.Problems.Select(problem => problem.Kind)
        );
    }

    [Fact]
    public void A_success_without_the_objective_is_objective_missing() =>
        Assert.Equal(
            ExperimentStatus.ObjectiveMissing,
            Reconciler.Reconcile(_plan, [Sweep.FileOf(Result(0, null))]).Entries[0].Outcome!.Status
        );

    [Fact]
    public void A_result_that_arrives_later_fills_the_gap_of_an_earlier_batch()
    {
        var gap = Reconciler.Reconcile(_plan, All().Skip(1));
        var later = _plan with { Entries = gap.Entries, Batch = 2 };

        Assert.Single(Reconciler.Reconcile(later, []).Problems);
        Assert.Empty(Reconciler.Reconcile(later, All()).Problems);
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        ReceivedFile[] files =
        [
            .. All(),
            Sweep.FileOf(Result(0, 5, 2)),
            Sweep.FileOf(Result(1, 7), "other/"),
            new("e3-a2.json", null, "cut off"),
            Sweep.FileOf(Result(2, 1, 4) with { Group = "other" }),
        ];
        var expected = Text(files);
        Gen.Shuffle(files).Sample(shuffled => Text(shuffled) == expected);

        string Text(ReceivedFile[] order)
        {
            var reconciliation = Reconciler.Reconcile(_plan, order);
            return Sweep.Text(PlanJson.Write(_plan with { Entries = reconciliation.Entries }))
                + string.Join('\n', reconciliation.Problems);
        }
    }
}
