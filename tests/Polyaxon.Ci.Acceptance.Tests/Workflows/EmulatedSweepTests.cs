using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>The shipped workflow from plan to verdict, in the emulator.</summary>
public sealed class EmulatedSweepTests(Product product) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_grid_runs_in_one_batch_and_is_green()
    {
        var result = await Sweep(SweepFiles.Grid("1, 2, 3, 4", "echo loss={{ lr }}"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(
            ("green", "1", "4"),
            (result.Output("verdict"), result.Output("best"), result.Output("succeeded"))
        );
        Assert.Equal("skipped", result.Job("legs_2").Result);
        Assert.Equal("skipped", result.Job("gather_10").Result);
        Assert.Equal(4, result.Artifacts.Count(name => name.StartsWith("plx-res-", StringComparison.Ordinal)));
        Assert.Contains(
            "loss",
            result.Job("verdict").Summary + result.Job("gather_1").Summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_single_experiment_is_a_sweep_too()
    {
        var result = await Sweep("version: 1\nkind: experiment\nrun: {cmd: echo loss=1}\n");

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal("1", result.Output("succeeded"));
    }

    [Fact]
    public async Task The_sweep_stops_after_the_batch_that_reaches_the_threshold()
    {
        var result = await Sweep(SweepFiles.Random(experiments: 8, threshold: "1.0"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal("true", result.Job("gather_1").Output("stop"));
        Assert.Equal("skipped", result.Job("legs_2").Result);
        Assert.Equal(("green", "stopped"), (result.Output("verdict"), result.Output("status")));
        Assert.Matches("[0-9]+.*loss <= 1", result.Job("gather_1").Output("reason"));
        Assert.Contains("reached", result.Job("gather_1").Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_stop_every_batch_runs()
    {
        var result = await Sweep(SweepFiles.Random(experiments: 8, threshold: "-1"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(("8", "done"), (result.Output("succeeded"), result.Output("status")));
        Assert.Equal("success", result.Job("gather_4").Result);
        Assert.Equal("skipped", result.Job("legs_5").Result);
    }

    [Fact]
    public async Task A_batch_with_nothing_left_to_run_is_skipped_and_green()
    {
        var file = SweepFiles.Grid("1, 2", "echo loss={{ lr }}");
        var first = new EmulatedRun(product, _folder).With(file);
        Assert.Equal("success", (await first.RunAsync()).Conclusion);
        using TemporaryFolder other = new();
        EmulatedRun second = new(product, other)
        {
            Inputs = { ["resume-run"] = "77" },
            Secrets = { ["resume_token"] = "t" },
            EarlierRuns = { ["77"] = first.Artifacts },
        };
        var result = await second.With(file).RunAsync();

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(("0", "true"), (result.Job("plan").Output("count"), result.Job("plan").Output("stop")));
        Assert.Equal(("skipped", "skipped"), (result.Job("legs_1").Result, result.Job("gather_1").Result));
        Assert.Equal(("green", "2"), (result.Output("verdict"), result.Output("succeeded")));
    }

    [Fact]
    public async Task Six_hundred_experiments_are_packed_into_256_legs()
    {
        Assert.SkipUnless(
            Repository.IsContinuousIntegration || Environment.GetEnvironmentVariable("POLYAXON_SLOW") == "1",
            "Runs 256 jobs, which takes minutes: in CI, or with POLYAXON_SLOW=1."
        );
        var result = await Sweep(SweepFiles.Grid(string.Join(", ", Enumerable.Range(1, 600)), "echo loss={{ lr }}"));

        Assert.True(result.Conclusion == "success", result.Job("verdict").Log);
        Assert.Equal(256, result.Job("legs_1").Legs.Count);
        Assert.Equal("600", result.Output("succeeded"));
    }

    [Fact]
    public async Task Variables_and_secrets_reach_the_experiments_and_secrets_are_masked()
    {
        EmulatedRun run = new(product, _folder)
        {
            Inputs = { ["variables"] = "A=x=1\n\n" },
            Secrets = { ["secret_variables"] = "B=y z" },
        };
        var result = await run.With(SweepFiles.Grid("1", "test \"$A $B\" = \"x=1 y z\" && echo loss=1")).RunAsync();

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Contains("add-mask||y z", Assert.Single(result.Job("legs_1").Legs).Commands);
    }

    private Task<EmulatedResult> Sweep(string file) => new EmulatedRun(product, _folder).With(file).RunAsync();
}
