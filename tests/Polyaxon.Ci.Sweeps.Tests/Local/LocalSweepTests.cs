using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Tests.Store;

namespace Polyaxon.Ci.Sweeps.Tests.Local;

public sealed class LocalSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grid_runs_every_experiment_once_and_names_the_best()
    {
        var summary = Run(Matrix("echo loss={{ x }}"), Minimize("loss"));
        Assert.Equal(("done", 1L), (summary.Status, summary.Best!.Index));
        Assert.Equal("admin.mnist.1.1", summary.BestName);
        Assert.Equal([1, 2, 3, 4, 5], summary.Results.Select(result => result.Index));
        AgreesWithFiles(summary);
    }

    [Fact]
    public void Early_stopping_starts_nothing_new_and_says_which_experiment_met_which_rule()
    {
        var stopping = "  early_stopping:\n    - {metric: loss, value: 0.1, optimization: minimize}\n";
        var summary = Run(Matrix("echo loss={{ x }}", stopping, concurrency: 1), Minimize("loss"));
        Assert.Equal("stopped", summary.Status);
        Assert.Contains("experiment 1 reached loss <= 0.1", summary.Reason, StringComparison.Ordinal);
        Assert.Equal(4, summary.Results.Count(result => result.Status == ExperimentStatus.Stopped));
        Assert.False(summary.IsInterrupted);
    }

    [Fact]
    public void A_failed_experiment_is_tried_again_in_its_own_folder()
    {
        var command = "test -e ../again{{ x }} || { touch ../again{{ x }}; exit 1; }; echo loss={{ x }}";
        Directory.CreateDirectory(_folder.File("work"));
        var summary = Run(Matrix(command), Minimize("loss"), settings => settings with { Retries = 1 });
        Assert.All(
            summary.Results,
            result => Assert.Equal((2, ExperimentStatus.Succeeded), (result.Attempt, result.Status))
        );
        AgreesWithFiles(summary);
    }

    [Fact]
    public void A_policy_ends_only_the_experiment_that_falls_behind_while_it_runs()
    {
        const string Policy =
            "  early_stopping:\n    - {metric: loss, optimization: minimize, policy: {kind: median, evaluation_interval: 1, min_samples: 3}}\n";
        // Four that are good and end, one that is bad and would go on for ever.
        const string Command =
            "for s in 1 2 3; do echo '{\"step\": '$s', \"loss\": {{ x }}}' >> \"$POLYAXON_METRICS_FILE\"; done; [ {{ x }} != 4 ] || sleep 1000";
        var summary = Run(Matrix(Command, Policy, concurrency: 5), Minimize("loss"));
        Assert.Equal("done", summary.Status);
        var stopped = Assert.Single(summary.Results, result => result.Status == ExperimentStatus.Stopped);
        Assert.Equal((5L, StopCause.Policy), (stopped.Index, stopped.StoppedBy));
        Assert.Contains("experiment 5 fell behind", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(stopped.Metrics).Points.Length);
        Assert.Equal(4, summary.Results.Count(result => result.Status == ExperimentStatus.Succeeded));
        AgreesWithFiles(summary);
    }

    [Fact]
    public void Batches_are_those_of_CI_and_all_slots_stay_busy_across_them()
    {
        const string Stopping = "  early_stopping:\n    - {metric: loss, value: -1, optimization: minimize}\n";
        var summary = Run(Matrix("echo loss={{ x }}", Stopping), Minimize("loss"));
        Assert.Equal([1, 1, 2, 2, 3], summary.Results.Select(result => result.Batch));
    }

    [Fact]
    public void Too_many_failures_end_the_group()
    {
        var summary = Run(Matrix("exit 1", concurrency: 1), null, settings => settings with { MaxFailures = 2 });
        Assert.Equal(("stopped", "2 experiments failed"), (summary.Status, summary.Reason));
        Assert.Equal(2, summary.Results.Count(result => result.Status == ExperimentStatus.Failed));
    }

    [Fact]
    public void A_missing_objective_is_its_own_status_and_names_what_is_near()
    {
        var summary = Run(Matrix("""echo '{"Loss": 1}' > "$POLYAXON_METRICS_FILE" """), Minimize("loss"));
        Assert.All(summary.Results, result => Assert.Equal(ExperimentStatus.ObjectiveMissing, result.Status));
        Assert.Contains("Did you mean 'Loss'?", summary.Results[0].Message, StringComparison.Ordinal);
        Assert.Null(summary.Best);
    }

    [Fact]
    public void NaN_never_wins()
    {
        var summary = Run(
            Matrix("if [ {{ x }} = 0 ]; then echo loss=nan; else echo loss={{ x }}; fi"),
            Minimize("loss")
        );
        Assert.Equal(2, summary.Best!.Index);
    }

    [Fact]
    public void Build_steps_run_once_and_their_failure_ends_the_group_before_anything_ran()
    {
        const string Build = "build:\n  image: busybox\n  build_steps: [\"echo built >> ../built\"]\n";
        Run(Matrix("grep -c built ../built && echo loss=1") + Build, Minimize("loss"));
        Assert.Equal("built\n", File.ReadAllText(_folder.File("built")));
        var failed = Run(Matrix("true") + Build.Replace("echo built", "false", StringComparison.Ordinal), null);
        Assert.Equal(("failed", 0), (failed.Status, failed.Results.Count));
        Assert.Contains("build steps failed", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promoted_experiment_continues_from_its_predecessors_outputs()
    {
        const string Command =
            "cat \"$POLYAXON_RESUME_PATH/state\" 2>/dev/null; echo {{ steps }} > \"$POLYAXON_RUN_OUTPUTS_PATH/state\"; echo loss={{ x }}";
        const string Search =
            "  hyperband: {max_iter: 9, eta: 3, resource: {name: steps, type: int}, metric: {name: loss, optimization: minimize}, resume: true}\n";
        var text =
            $"version: 1\nkind: group\nhptuning:\n  concurrency: 4\n{Search}  matrix:\n    x: {{uniform: [0, 1]}}\nrun:\n  cmd: '{Command}'\n";
        var summary = Run(text, Minimize("loss"));
        Assert.Equal(22, summary.Results.Count);
        Assert.Equal(
            ["1", "3"],
            summary.Results.Where(r => r.LogTail.Length > 1).Select(r => r.LogTail[0]).Distinct().Order()
        );
        Assert.Equal(5, summary.Results.Count(r => r.LogTail.Length > 1));
    }

    [Fact]
    public void Two_runs_at_once_in_one_project_do_not_disturb_each_other()
    {
        var summaries = new SweepSummary[2];
        Parallel.For(
            0,
            2,
            new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken },
            run => summaries[run] = Run(Matrix("echo loss={{ x }}"), Minimize("loss"))
        );
        Assert.Equal([1L, 2L], summaries.Select(summary => summary.Id).Order());
        Assert.All(summaries, AgreesWithFiles);
    }

    [Fact]
    public void The_user_can_stop_a_group_while_it_runs()
    {
        using CancellationTokenSource stop = new();
        var summary = Run(Matrix("sleep 1000", concurrency: 2), null, stop: stop, observer: new StopAtStart(stop));
        Assert.True(summary.IsInterrupted);
        Assert.All(summary.Results, result => Assert.Equal(ExperimentStatus.Stopped, result.Status));
    }

    private static string Matrix(string command, string more = "", int concurrency = 2) =>
        $"version: 1\nkind: group\nhptuning:\n  concurrency: {concurrency}\n  matrix:\n    x: {{values: [0, 1, 2, 3, 4]}}\n{more}run:\n  cmd: >-\n    {command}\n";

    private static MetricGoal Minimize(string name) => new(name, Optimization.Minimize);

    private SweepSummary Run(
        string text,
        MetricGoal? objective,
        Func<GroupDefinition, GroupDefinition>? change = null,
        CancellationTokenSource? stop = null,
        SweepObserver? observer = null
    )
    {
        var read = PolyaxonfileReader.Read([new SourceText("polyaxonfile.yaml", text)], []);
        Assert.True(read.IsValid, string.Join('\n', read.Diagnostics));
        Directory.CreateDirectory(_folder.File("work"));
        GroupDefinition definition = new()
        {
            Files = [new SourceText("polyaxonfile.yaml", text)],
            WorkingDirectory = _folder.File("work"),
            Project = "mnist",
            User = "admin",
            Seed = 1,
            Objective = objective,
        };
        SweepSettings settings = new()
        {
            Root = _folder.File(".polyaxon"),
            Runner = new RunnerSettings { Engine = new ProcessEngine(Shell.Find(null)!) },
            Definition = change is null ? definition : change(definition),
        };
        using var store = SweepStore.Open(_folder.File(".polyaxon/polyaxon.db"), TimeProvider.System);
        LocalSweep sweep = new(
            new SweepContext(read.File!, read.Renderer!, settings, store, observer ?? new Silent(), TimeProvider.System)
        );
        return sweep.Run(stop?.Token ?? TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);
    }

    private void AgreesWithFiles(SweepSummary summary)
    {
        using var store = SweepStore.Open(_folder.File(".polyaxon/polyaxon.db"), TimeProvider.System);
        var rows = new StoredRows(store).Experiments(summary.Id, 0, 1000);
        Assert.Equal(summary.Results.Select(result => result.Index), rows.Select(row => row.Number));
        foreach (var (row, result) in rows.Zip(summary.Results))
        {
            var record = ResultRecord.Read(
                File.ReadAllText(_folder.File($".polyaxon/groups/{summary.Id}/{row.Id}/result.json"))
            )!;
            Assert.Equal((result.Status, result.Attempt), (row.Status, row.Attempt));
            Assert.Equal((result.Status, result.Attempt, result.Index), (record.Status, record.Attempt, record.Index));
            Assert.Equal(result.Declarations, record.Declarations);
            Assert.Equal(result.FinishedAt, record.FinishedAt);
        }
    }

    private sealed class Silent : SweepObserver;

    private sealed class StopAtStart(CancellationTokenSource stop) : SweepObserver
    {
        private int _started;

        public override void Started(PlannedExperiment experiment, long id, int attempt)
        {
            if (++_started == 2)
            {
                stop.Cancel();
            }
        }
    }
}
