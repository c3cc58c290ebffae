using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>What goes wrong in the shipped workflow, in the emulator.</summary>
public sealed class EmulatedFaultTests(Product product) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failed_leg_leaves_the_sweep_green_and_is_named()
    {
        var result = await Sweep(SweepFiles.Grid("1, 2, 3", "test {{ lr }} != 2 && echo loss={{ lr }}"));

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(["success", "failure", "success"], result.Job("legs_1").Legs.Select(leg => leg.Conclusion));
        Assert.Equal(("2", "1"), (result.Output("succeeded"), result.Output("failed")));
    }

    [Fact]
    public async Task A_lost_artifact_makes_the_verdict_red_and_is_named()
    {
        var run = Run(SweepFiles.Grid("1, 2, 3", "echo loss={{ lr }}"));
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
        var file = SweepFiles.Grid("1, 2", "test {{ lr }} != 2 -o $GITHUB_RUN_ATTEMPT = 2 && echo loss={{ lr }}");
        var run = Run(file);
        run.Inputs["fail-on"] = "any";
        Assert.Equal("failure", (await run.RunAsync()).Conclusion);
        var again = await run.RunAsync(attempt: 2);

        Assert.True(again.Conclusion == "success", again.ToString());
        Assert.Equal("2", again.Output("succeeded"));
        Assert.Single(again.Artifacts, name => IsResult(name) && name.EndsWith("-a2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_masked_matrix_is_explained()
    {
        EmulatedRun run = new(product, _folder) { Masks = ["include"] };
        var result = await run.With(SweepFiles.Grid("1", "echo loss={{ lr }}")).RunAsync();

        Assert.Equal("skipped", result.Job("legs_1").Result);
        Assert.Equal("failure", result.Job("verdict").Result);
        Assert.Contains("secret", result.Job("verdict").Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_invalid_file_ends_in_the_plan_and_a_red_verdict()
    {
        var result = await Sweep("version: 1\nkind: group\n");

        Assert.Equal("failure", result.Job("plan").Result);
        Assert.Contains(
            result.Job("plan").Commands,
            command => command.StartsWith("error|file=polyaxonfile.yaml,line=1,", StringComparison.Ordinal)
        );
        Assert.Equal("skipped", result.Job("legs_1").Result);
        Assert.Equal("failure", result.Job("verdict").Result);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_truthful_results_and_its_re_run_completes_them()
    {
        // The first leg is under way when the run is cancelled and ends when it is asked to; two have not begun.
        var started = _folder.PathTo("started");
        var file = SweepFiles.Grid(
            "1, 2, 3",
            $"echo loss={{{{ lr }}}}; test $GITHUB_RUN_ATTEMPT = 2 || {{{{ '{{' }}}} touch {started}; sleep 600; {{{{ '}}' }}}}"
        );
        var run = new EmulatedRun(product, _folder) { CancelWhen = started, Parallel = 1 }.With(file);
        var cancelled = await run.RunAsync();

        Assert.Equal("cancelled", cancelled.Conclusion);
        Assert.All(cancelled.Job("legs_1").Legs, leg => Assert.Equal("cancelled", leg.Conclusion));
        Assert.Equal("skipped", cancelled.Job("gather_1").Result);
        Assert.Equal("incomplete", cancelled.Output("verdict"));
        var artifact = Assert.Single(cancelled.Artifacts, IsResult);
        var record = await File.ReadAllTextAsync(
            Path.Combine(run.Artifacts, artifact, "e1-a1.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("\"stopped\"", record, StringComparison.Ordinal);
        Assert.Contains("loss", record, StringComparison.Ordinal);

        var again = await run.RunAsync(attempt: 2);
        Assert.True(again.Conclusion == "success", again.ToString());
        Assert.Equal("3", again.Output("succeeded"));
    }

    private static bool IsResult(string artifact) => artifact.StartsWith("plx-res-", StringComparison.Ordinal);

    private Task<EmulatedResult> Sweep(string file) => Run(file).RunAsync();

    private EmulatedRun Run(string file) => new EmulatedRun(product, _folder).With(file);
}
