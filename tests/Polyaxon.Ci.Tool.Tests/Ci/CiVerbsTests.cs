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
