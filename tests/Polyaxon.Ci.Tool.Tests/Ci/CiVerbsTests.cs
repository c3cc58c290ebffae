using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Ci;

/// <summary>The verbs of a sweep in CI, one after another as jobs call them.</summary>
public sealed class CiVerbsTests
{
    private const string Group = """
        version: 1
        kind: group
        name: verbs
        hptuning:
          concurrency: 2
          matrix: {x: {values: [1, 2]}}
        run: {cmd: "echo '::error::no' && echo loss={{ x }}"}
        """;

    [Fact]
    public async Task A_sweep_goes_through_files_from_plan_to_verdict()
    {
        using TemporaryFolder folder = new();
        folder.Write("g.yaml", Group);

        Assert.Equal(0, await Run(folder, "plan", "-f", "g.yaml", "--metric=loss:minimize"));
        Assert.Equal(0, await Run(folder, "exec", "--leg=0"));
        Assert.Equal(0, await Run(folder, "gather", "--plan-next"));
        Assert.Equal(3, await Run(folder, "verdict"));
        Assert.Equal(0, await Run(folder, "exec", "--leg=1"));
        Assert.Equal(0, await Run(folder, "gather", "--plan-next", "--strict"));
        Assert.Equal(0, await Run(folder, "verdict"));
        Assert.Equal(2, await Run(folder, "exec", "--leg=2"));
        Assert.Equal(0, await Run(folder, "exec", "--leg=none"));
        Assert.Equal(2, await Run(folder, "exec", "--leg=0", "--plan-digest=00"));
        Assert.Equal(2, await Run(folder, "gather", "--plan=g.yaml"));
    }

    /// <summary>What <c>ci dispatch</c> starts: a run that has no polyaxonfile to plan from, only the plan.</summary>
    [Fact]
    public async Task Another_run_goes_on_with_a_plan_that_is_there()
    {
        using TemporaryFolder folder = new();
        folder.Write("g.yaml", Group);
        Assert.Equal(0, await Run(folder, "plan", "-f", "g.yaml", "--batch-size=1", "--metric=loss:minimize"));
        Assert.Equal(0, await Run(folder, "exec", "--leg=0"));
        Assert.Equal(0, await Run(folder, "gather", "--plan-next"));
        folder.Write("g.yaml", "not a polyaxonfile");

        string[] arguments = ["ci", "plan", "-f", "g.yaml", "--continue=polyaxon-next", "--output=n/plan.json"];
        var plan = (await BuiltTool.RunAsync(folder, [.. arguments, "--attempt=3", "--format=json"])).MustSucceed();
        var outputs = JsonDocument.Parse(plan.Output).RootElement;

        Assert.Equal("2", outputs.GetProperty("batch").GetString());
        Assert.Equal("1", outputs.GetProperty("count").GetString());
        Assert.EndsWith("-b2-a3", outputs.GetProperty("plan-artifact").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            await File.ReadAllBytesAsync(
                folder.PathTo("polyaxon-next", "plan.json"),
                TestContext.Current.CancellationToken
            ),
            await File.ReadAllBytesAsync(folder.PathTo("n", "plan.json"), TestContext.Current.CancellationToken)
        );
        Directory.Delete(folder.PathTo("polyaxon-results"), recursive: true);
        Assert.Equal(0, await Run(folder, "exec", "--plan=n/plan.json", "--leg=0"));
        Assert.Equal(0, await Run(folder, "gather", "--plan=n/plan.json", "--plan-next", "--strict"));
        Assert.Equal(0, await Run(folder, "verdict"));
        Assert.Equal(2, await Run(folder, "plan", "--continue=g.yaml"));
    }

    [Fact]
    public async Task Outputs_of_the_plan_job_that_arrive_empty_are_explained()
    {
        using TemporaryFolder folder = new();
        var result = await BuiltTool.RunAsync(folder, "ci", "verdict", "--plan-result=success", "--plan-count=");

        Assert.Equal(3, result.Code);
        Assert.Contains("secret", result.Output, StringComparison.Ordinal);
    }

    private static async Task<int> Run(TemporaryFolder folder, params string[] arguments) =>
        (await BuiltTool.RunAsync(folder, ["ci", .. arguments])).Code;
}
