using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Tests.Plans;

public sealed class BatchPlannerTests
{
    private const string Random = """
        version: 1
        kind: group
        name: random
        hptuning:
          concurrency: 2
          random_search: {n_experiments: 8}
          matrix: {lr: {loguniform: "-5:0"}}
          early_stopping: [{metric: loss, value: 0.05, optimization: minimize}]
        run: {cmd: "train --lr {{ lr }}"}
        """;

    private const string Hyperband = """
        version: 1
        kind: group
        name: hyperband
        hptuning:
          concurrency: 4
          hyperband:
            max_iter: 9
            eta: 3
            resource: {name: epochs, type: int}
            metric: {name: loss, optimization: minimize}
            resume: true
          matrix: {lr: {uniform: "0:1"}}
        run: {cmd: "train --lr {{ lr }} --epochs {{ epochs }}"}
        """;

    [Fact]
    public void A_group_with_early_stopping_goes_batch_by_batch()
    {
        Sweep sweep = new(Random);
        var plan = sweep.First();
        List<string> batches = [];
        while (plan.Ended is null)
        {
            batches.Add(string.Join(' ', Sweep.Indices(plan)));
            plan = sweep.Gather(plan, Sweep.Succeed(plan, _ => 1)).Next;
        }

        Assert.Equal(["1 2", "3 4", "5 6", "7 8"], batches);
        Assert.Equal(PlanEndKind.Done, plan.Ended.Kind);
    }

    [Fact]
    public void Reaching_the_threshold_ends_the_group_and_names_the_experiment()
    {
        Sweep sweep = new(Random);
        var (ledger, next) = sweep.Gather(
            sweep.First(),
            Sweep.Succeed(sweep.First(), one => one.Index == 2 ? 0.04 : 1)
        );

        Assert.Equal("stopped", ledger.Status);
        Assert.Equal(new PlanEnd(PlanEndKind.Stopped, "experiment 2 reached loss <= 0.05 with 0.04", 2), next.Ended);
        Assert.Empty(next.Legs);
    }

    [Fact]
    public void The_files_alone_lead_to_the_same_experiments_as_one_search_does()
    {
        Sweep sweep = new(Hyperband);
        var plan = sweep.First();
        List<int> sizes = [];
        while (plan.Ended is null)
        {
            sizes.Add(Sweep.Indices(plan).Length);
            plan = sweep.Gather(plan, Sweep.Succeed(plan, one => 1.0 / one.Index).Reverse()).Next;
        }

        // Brackets 2, 1 and 0 start with 9, 5 and 3 experiments, one level a batch.
        Assert.Equal([9, 8, 5], sizes);
    }

    [Fact]
    public void A_batch_that_continues_its_predecessors_says_where_their_outputs_are()
    {
        Sweep sweep = new(Hyperband);
        var first = sweep.First();
        var second = sweep.Gather(first, Sweep.Succeed(first, one => one.Index)).Next;

        Assert.Equal("", Output(first, "restore"));
        Assert.Equal($"plx-res-{first.Group}-b1-*", Output(second, "restore"));
    }

    [Fact]
    public void Results_of_the_same_work_are_reused_once_each()
    {
        Sweep sweep = new(Random);
        var first = sweep.First();
        var result = Sweep.Result(first, Sweep.Open(first).First(), 0.7) with { Group = "earlier-00000000" };
        var again = sweep.First(new ReusableResults([result, result], Sweep.Commit, false, null));
        var otherCommit = sweep.First(new ReusableResults([result], "other", false, null));
        var across = sweep.First(new ReusableResults([result], "other", true, null));

        Assert.Equal([2L], Sweep.Indices(again));
        Assert.Equal("earlier-00000000", again.Entries[0].Outcome!.ReusedFrom);
        Assert.Equal([1L, 2L], Sweep.Indices(otherCommit));
        Assert.Equal([2L], Sweep.Indices(across));
    }

    [Fact]
    public void When_all_of_a_batch_is_reused_the_next_is_planned_at_once()
    {
        Sweep sweep = new(Random);
        var first = sweep.First();
        var results = Sweep.Open(first).Select(one => Sweep.Result(first, one, 1));
        var again = sweep.First(new ReusableResults(results, Sweep.Commit, false, null));

        Assert.Equal(1, again.Batch);
        Assert.Equal([3L, 4L], Sweep.Indices(again));
    }

    [Fact]
    public void A_failed_result_is_not_reused()
    {
        Sweep sweep = new(Random);
        var first = sweep.First();
        var failed = Sweep.Result(first, Sweep.Open(first).First(), 1, status: ExperimentStatus.Failed);

        Assert.Equal([1L, 2L], Sweep.Indices(sweep.First(new ReusableResults([failed], Sweep.Commit, false, null))));
    }

    [Fact]
    public void Too_many_batches_are_refused_with_the_options_to_change()
    {
        Sweep sweep = new(
            """
            version: 1
            kind: group
            hptuning:
              bo: {n_initial_trials: 4, n_iterations: 30, metric: {name: loss, optimization: minimize}}
              matrix: {lr: {uniform: "0:1"}}
            run: {cmd: "train --lr {{ lr }}"}
            """
        );
        var overview = GroupOverview.Of(sweep.File.Hptuning, 1);
        var fault = Assert.Single(FirstPlan.Faults(sweep.File.Hptuning, overview, new PlanSettings()));

        Assert.Equal("PLX7002", fault.Code);
        Assert.Contains("--max-batches 31", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--batch-size 4", fault.Message, StringComparison.Ordinal);
        Assert.Empty(FirstPlan.Faults(sweep.File.Hptuning, overview, new PlanSettings { BatchSize = 4 }));
    }

    [Fact]
    public void A_matrix_is_never_empty()
    {
        Sweep sweep = new(Random);
        var first = sweep.First();
        var ended = sweep.Gather(first, Sweep.Succeed(first, _ => 0)).Next;

        Assert.Equal("0", Output(ended, "count"));
        Assert.Equal("true", Output(ended, "stop"));
        Assert.Equal("""{"include":[{"id":"none","name":"nothing to run","index":"none"}]}""", Output(ended, "matrix"));
        Assert.Equal("""{"nothing":{"PLX_LEG":"none"}}""", MatrixText.Azure(ended));
    }

    private static string Output(SweepPlan plan, string name) =>
        PlanOutputs.Of(plan, [], "", 1).Single(output => output.Key == name).Value;
}
