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
        var result = await Sweep(Grid("1, 2, 3, 4", "echo loss={{ lr }}"));

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
    public async Task A_failed_leg_leaves_the_sweep_green_and_is_named()
    {
        var result = await Sweep(Grid("1, 2, 3", "test {{ lr }} != 2 && echo loss={{ lr }}"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(["success", "failure", "success"], result.Job("legs_1").Legs.Select(leg => leg.Conclusion));
        Assert.Equal(("2", "1"), (result.Output("succeeded"), result.Output("failed")));
    }

    [Fact]
    public async Task A_lost_artifact_makes_the_verdict_red_and_is_named()
    {
        var run = Run(Grid("1, 2, 3", "echo loss={{ lr }}"));
        var result = await run.RunAsync(lose: ("gather_1", "plx-res-*-b1-l1-a1"));

        Assert.Equal("failure", result.Conclusion);
        Assert.Equal("failure", result.Job("verdict").Result);
        Assert.Equal(("incomplete", "1"), (result.Output("verdict"), result.Output("missing")));
        Assert.Matches("-b1-l1", result.Job("verdict").Log + result.Job("verdict").Summary);
    }

    [Fact]
    public async Task Failed_jobs_run_again_and_only_they()
    {
        // Fails in the first attempt, and whenever it should not run at all.
        var file = Grid("1, 2", "test {{ lr }} != 2 -o $GITHUB_RUN_ATTEMPT = 2 && echo loss={{ lr }}");
        var run = Run(file, ("fail-on", "any"));
        Assert.Equal("failure", (await run.RunAsync()).Conclusion);
        var again = await run.RunAsync(attempt: 2);

        Assert.True(again.Conclusion == "success", again.ToString());
        Assert.Equal("2", again.Output("succeeded"));
        Assert.Single(
            again.Artifacts,
            name =>
                name.StartsWith("plx-res-", StringComparison.Ordinal) && name.EndsWith("-a2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_sweep_stops_after_the_batch_that_reaches_the_threshold()
    {
        var result = await Sweep(Random(experiments: 8, threshold: "1.0"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal("true", result.Job("gather_1").Output("stop"));
        Assert.Equal("skipped", result.Job("legs_2").Result);
        Assert.Equal(("green", "stopped"), (result.Output("verdict"), result.Output("status")));
        Assert.Matches("[0-9]+.*loss <= 1", result.Job("gather_1").Output("reason"));
        Assert.Contains("loss <= 1", result.Job("gather_1").Summary.Replace("&lt;", "<", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_stop_every_batch_runs()
    {
        var result = await Sweep(Random(experiments: 8, threshold: "-1"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(("8", "done"), (result.Output("succeeded"), result.Output("status")));
        Assert.Equal("success", result.Job("gather_4").Result);
        Assert.Equal("skipped", result.Job("legs_5").Result);
    }

    [Fact]
    public async Task A_masked_matrix_is_explained()
    {
        _folder.Write("repository/polyaxonfile.yaml", Grid("1", "echo loss={{ lr }}"));
        EmulatedRun run = new(product, _folder) { Masks = ["include"] };
        var result = await run.RunAsync();

        Assert.Equal("skipped", result.Job("legs_1").Result);
        Assert.Equal("failure", result.Job("verdict").Result);
        Assert.Contains("secret", result.Job("verdict").Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_invalid_file_ends_in_the_plan_and_a_red_verdict()
    {
        var result = await Sweep("version: 1\nkind: group\n");

        Assert.Equal("failure", result.Job("plan").Result);
        Assert.Equal("skipped", result.Job("legs_1").Result);
        Assert.Equal("failure", result.Job("verdict").Result);
    }

    [Fact]
    public async Task Six_hundred_experiments_are_packed_into_256_legs()
    {
        var run = Run(Grid(string.Join(", ", Enumerable.Range(1, 600)), "echo loss={{ lr }}"));
        var result = await run.RunAsync();

        Assert.True(result.Conclusion == "success", result.Job("verdict").Log);
        Assert.Equal(256, result.Job("legs_1").Legs.Count);
        Assert.Equal("600", result.Output("succeeded"));
    }

    [Fact]
    public async Task Variables_and_secrets_reach_the_experiments_and_secrets_are_masked()
    {
        _folder.Write("repository/polyaxonfile.yaml", Grid("1", "test \"$A $B\" = \"x=1 y z\" && echo loss=1"));
        EmulatedRun run = new(product, _folder)
        {
            Inputs = { ["metric"] = "loss:minimize", ["variables"] = "A=x=1\n\n" },
            Secrets = { ["secret_variables"] = "B=y z" },
        };
        var result = await run.RunAsync();

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Contains("add-mask||y z", Assert.Single(result.Job("legs_1").Legs).Commands);
    }

    private Task<EmulatedResult> Sweep(string file) => Run(file).RunAsync();

    private EmulatedRun Run(string file, params (string Name, object Value)[] inputs)
    {
        _folder.Write("repository/polyaxonfile.yaml", file);
        EmulatedRun run = new(product, _folder);
        if (
            file.Contains("matrix", StringComparison.Ordinal)
            && !file.Contains("early_stopping", StringComparison.Ordinal)
        )
        {
            run.Inputs["metric"] = "loss:minimize";
        }

        foreach (var (name, value) in inputs)
        {
            run.Inputs[name] = value;
        }

        return run;
    }

    private static string Grid(string values, string command) =>
        $"""
            version: 1
            kind: group
            name: models
            hptuning:
              concurrency: 4
              matrix:
                lr:
                  values: [{values}]
            run:
              cmd: {command}
            """;

    private static string Random(int experiments, string threshold) =>
        $$$"""
            version: 1
            kind: group
            name: models
            hptuning:
              concurrency: 2
              random_search: {n_experiments: {{{experiments}}}}
              matrix: {lr: {uniform: [0, 1]}}
              early_stopping: [{metric: loss, value: {{{threshold}}}, optimization: minimize}]
            run:
              cmd: echo loss={{ lr }}
            """;
}
