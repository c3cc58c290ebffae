namespace Polyaxon.Ci.Tool.Tests.Running;

public sealed class AnalysisTests
{
    private const string File = """
        version: 1
        kind: group
        hptuning:
          concurrency: 4
          random_search:
            n_experiments: 12
          matrix:
            x: {uniform: "0:1"}
            y: {uniform: "0:1"}
        run:
          cmd: echo "loss={{ x * x }}"
        """;

    [Fact]
    public async Task The_best_comes_with_what_mattered()
    {
        using ToolProject project = new(File);
        Assert.Equal(0, (await project.Run("run", "--metric", "loss:minimize")).Code);

        var best = await project.Run("group", "best");

        Assert.Contains("A model of loss after 12 results", best.Output, StringComparison.Ordinal);
        var rows = best
            .Output.Split('\n')
            .Where(line =>
                line.StartsWith("x  ", StringComparison.Ordinal) || line.StartsWith("y  ", StringComparison.Ordinal)
            );
        Assert.Equal("xy", string.Concat(rows.Select(row => row[0])));
        Assert.Contains("Another batch of 4 is expected to improve loss by", best.Output, StringComparison.Ordinal);
    }
}
