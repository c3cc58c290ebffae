using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Tests.Ci;

public sealed class LegExecutorTests
{
    private static readonly PlanSettings Packed = new() { PerJob = 100 };

    [Fact]
    public void A_leg_leaves_a_result_a_log_and_outputs_of_each_experiment()
    {
        using LegFixture leg = new(
            Grid("echo loss={{ x }}; echo $POLYAXON_EXPERIMENT_INFO; echo y > $POLYAXON_RUN_OUTPUTS_PATH/y"),
            Packed
        );
        var summary = leg.Run();

        Assert.All(summary.Results, result => Assert.Equal(ExperimentStatus.Succeeded, result.Status));
        Assert.Equal("y\n", File.ReadAllText(Path.Combine(leg.Results, "e2-a1", "outputs", "y")));
        Assert.Equal("loss=3", File.ReadLines(Path.Combine(leg.Results, "e3-a1", "log.txt")).First());
        Assert.Contains("loss=1", leg.Lines);
        Assert.Empty(leg.Gather().Problems);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(leg.Results, ".*"), _ => true);
    }

    [Fact]
    public void A_leg_that_reaches_the_threshold_stops_and_leaves_a_marker_that_stops_the_others()
    {
        using LegFixture leg = new(
            Grid("echo loss={{ x }}", "early_stopping: [{metric: loss, value: 2, optimization: minimize}]"),
            new PlanSettings { PerJob = 2, BatchSize = 4 }
        );
        var first = leg.Run(0);
        Directory.CreateDirectory(leg.Stop);
        File.Copy(first.MarkerPath!, Path.Combine(leg.Stop, Path.GetFileName(first.MarkerPath!)));
        var second = leg.Run(1);

        Assert.Equal([ExperimentStatus.Succeeded, ExperimentStatus.Stopped], first.Results.Select(one => one.Status));
        Assert.Equal("experiment 1 reached loss <= 2.0 with 1.0", first.StopReason);
        Assert.All(
            second.Results,
            one => Assert.Equal((ExperimentStatus.Stopped, StopCause.EarlyStopping), (one.Status, one.StoppedBy!.Value))
        );
        Assert.Null(second.MarkerPath);
        var ledger = leg.Gather();
        Assert.Equal("stopped", ledger.Status);
        Assert.Empty(ledger.Problems);
        Assert.Equal(VerdictKind.Green, Verdict.Of(ledger, leg.Plan, new JobStates(null, null, null), null).Kind);
    }

    [Fact]
    public void A_marker_of_another_group_stops_nothing()
    {
        using LegFixture leg = new(Grid("echo loss={{ x }}"), Packed);
        Directory.CreateDirectory(leg.Stop);
        File.WriteAllText(Path.Combine(leg.Stop, "plx-stop-x.json"), new StopMarker("other", 1, 0, "because").Write());
        File.WriteAllText(Path.Combine(leg.Stop, "plx-stop-y.json"), "no marker");

        Assert.Null(leg.Run().StopReason);
    }

    [Fact]
    public void A_second_attempt_runs_only_what_did_not_succeed()
    {
        using LegFixture leg = new(
            Grid(
                "echo run {{ x }} >> runs; test -e pass -o {{ x }} != 2; echo loss={{ x }}; test -e pass -o {{ x }} != 2"
            ),
            Packed
        );
        leg.Run();
        File.WriteAllText(leg.File("pass"), "");
        var again = leg.Run(0, 2);

        Assert.Equal(["run 1", "run 2", "run 3", "run 4", "run 2"], File.ReadAllLines(leg.File("runs")));
        Assert.Equal([1, 2, 1, 1], again.Results.Select(one => one.Attempt));
        Assert.All(leg.Gather().Entries, entry => Assert.Equal(ExperimentStatus.Succeeded, entry.Outcome!.Status));
    }

    [Fact]
    public void What_an_earlier_attempt_left_elsewhere_is_taken_over_whole()
    {
        using LegFixture leg = new(Grid("echo loss={{ x }}; echo out > $POLYAXON_RUN_OUTPUTS_PATH/out"), Packed);
        leg.Run();
        Directory.Move(leg.Results, leg.File("previous"));
        leg.Lines.Clear();
        leg.Run(0, 2, settings => settings with { Previous = [leg.File("previous")] });

        Assert.Empty(leg.Lines);
        Assert.True(File.Exists(Path.Combine(leg.Results, "e4-a1", "outputs", "out")));
        Assert.Empty(leg.Gather().Problems);
    }

    [Fact]
    public void After_a_killed_tool_the_same_attempt_can_be_run_again()
    {
        using LegFixture leg = new(Grid("echo loss={{ x }}"), Packed);
        Directory.CreateDirectory(leg.Results);
        File.WriteAllText(Path.Combine(leg.Results, "e1-a1.json"), "");
        var summary = leg.Run();

        Assert.Equal(2, summary.Results[0].Attempt);
        Assert.Empty(leg.Gather().Problems);
    }

    [Fact]
    public void An_interrupted_leg_says_of_each_experiment_what_became_of_it()
    {
        using LegFixture leg = new(Grid("touch started; sleep 60"), Packed);
        using CancellationTokenSource stop = new();
        using Timer timer = new(
            _ =>
            {
                if (File.Exists(leg.File("started")))
                {
                    stop.Cancel();
                }
            },
            null,
            50,
            50
        );
        var summary = leg.Run(interrupt: stop);

        Assert.True(summary.IsInterrupted);
        Assert.All(
            summary.Results,
            one => Assert.Equal((ExperimentStatus.Stopped, StopCause.User), (one.Status, one.StoppedBy!.Value))
        );
        Assert.All(leg.Gather().Problems, problem => Assert.Equal(ProblemKind.Unfinished, problem.Kind));
    }

    [Fact]
    public void Build_steps_run_once_and_their_failure_fails_the_experiments()
    {
        using LegFixture fine = new(
            Grid("echo loss={{ x }}") + "build: {image: x, build_steps: [\"echo build >> builds\"]}\n",
            Packed
        );
        using LegFixture bad = new(
            Grid("echo loss={{ x }}") + "build: {image: x, build_steps: [\"exit 3\"]}\n",
            Packed
        );
        fine.Run();
        var summary = bad.Run();

        Assert.Equal(["build"], File.ReadAllLines(fine.File("builds")));
        Assert.All(summary.Results, one => Assert.Equal(ExperimentStatus.Failed, one.Status));
        Assert.Contains("build steps failed", summary.Results[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promoted_experiment_continues_from_its_predecessors_outputs()
    {
        using LegFixture leg = new(
            """
            version: 1
            kind: group
            name: resume
            hptuning:
              hyperband:
                max_iter: 3
                eta: 3
                resource: {name: epochs, type: int}
                metric: {name: loss, optimization: minimize}
                resume: true
              matrix: {lr: {uniform: "0:1"}}
            run: {cmd: 'cat $POLYAXON_RESUME_PATH/sum 2>/dev/null; echo {{ epochs }} >> $POLYAXON_RUN_OUTPUTS_PATH/sum; echo loss={{ lr }}'}
            """,
            Packed
        );
        leg.Run();
        leg.Gather();
        Directory.Move(leg.Results, leg.File("restore"));
        leg.Lines.Clear();
        var without = leg.Run();
        Directory.Delete(leg.Results, true);
        var with = leg.Run(change: settings => settings with { Restore = [leg.File("restore")] });

        var parent = Assert.Single(leg.Plan.Legs[0].Experiments, one => one.Parent is not null);
        Assert.Equal(ExperimentStatus.Failed, without.Results.Single(one => one.Index == parent.Index).Status);
        Assert.Equal(ExperimentStatus.Succeeded, with.Results.Single(one => one.Index == parent.Index).Status);
        Assert.Contains("1", leg.Lines);
    }

    [Fact]
    public void An_experiment_that_falls_behind_the_finished_ones_is_stopped_alone()
    {
        using LegFixture leg = new(
            Grid(
                "for i in 1 2 3; do echo loss={{ x }}; done; test {{ x }} != 4 || sleep 60",
                "early_stopping: [{metric: loss, optimization: minimize, policy: {kind: median, min_samples: 2}}]"
            ),
            new PlanSettings { PerJob = 100, BatchSize = 4 }
        );
        var summary = leg.Run();

        Assert.Equal(StopCause.Policy, summary.Results[3].StoppedBy);
        Assert.Null(summary.StopReason);
        Assert.Empty(leg.Gather().Problems);
    }

    private static string Grid(string command, string stopping = "") =>
        string.Join(
            '\n',
            "version: 1",
            "kind: group",
            "name: grid",
            "hptuning:",
            "  matrix: {x: {values: [1, 2, 3, 4]}}",
            "  " + stopping,
            "run:",
            "  cmd: '" + command + "'",
            ""
        );
}
