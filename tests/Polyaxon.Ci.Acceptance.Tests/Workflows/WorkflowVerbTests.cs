using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary><c>ci workflow</c>, and what is shipped of its making.</summary>
public sealed class WorkflowVerbTests(Product product)
{
    private static readonly string Example = Repository.PathTo("examples", "quick-start");

    [Fact]
    public async Task The_shipped_workflow_is_the_one_that_the_tool_writes() =>
        (
            await product.Tool(
                Repository.Root,
                "ci",
                "workflow",
                "--reusable",
                "--output",
                ".github/workflows/sweep.yml",
                "--check"
            )
        ).MustSucceed();

    [Fact]
    public async Task The_action_installs_its_own_release() =>
        Assert.Equal(
            (await product.Tool(Repository.Root, "--version")).MustSucceed().Output,
            await File.ReadAllTextAsync(Repository.PathTo("action", "version"), TestContext.Current.CancellationToken)
        );

    [Fact]
    public async Task A_group_gets_as_many_batches_as_it_needs()
    {
        var result = await product.Tool(
            Example,
            ["ci", "workflow", "-f", "polyaxonfile.yaml", "-f", "random.yaml", "--secret", "TOKEN", "--env", "A=b c"]
        );

        Golden.Check(
            Repository.PathTo("tests", "Polyaxon.Ci.Acceptance.Tests", "cases", "random.workflow.yml"),
            result.MustSucceed().Output
        );
    }

    [Fact]
    public async Task Drift_is_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Random(experiments: 4));
        string[] command = ["ci", "workflow", "--output", "wf/sweep.yml", "--runs-on", "[self-hosted, gpu]"];
        (await product.Tool(folder.Path, [.. command, "--check"])).MustExitWith(1);
        (await product.Tool(folder.Path, command)).MustSucceed();
        (await product.Tool(folder.Path, [.. command, "--check"])).MustSucceed();
        folder.Write("polyaxonfile.yaml", Random(experiments: 8));

        var drifted = (await product.Tool(folder.Path, [.. command, "--check"])).MustExitWith(1);
        Assert.Contains("has drifted", drifted.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--batch-size", "1", "needs 40 batches, more than 10. Raise --max-batches")]
    [InlineData("--secret", "A B", "is no name of a secret")]
    [InlineData("--env", "A", "is not NAME=VALUE")]
    [InlineData("--env", "A=b\nc", "is not NAME=VALUE")]
    [InlineData("--name", "b\nc: d", "control character")]
    [InlineData("--name", "${{ 1 }}", "cannot be an expression")]
    [InlineData("--action", "x/y", "is not OWNER/NAME@REF")]
    [InlineData("--on", "everything", "everything")]
    public async Task Wrong_usage_is_explained(string option, string value, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Random(experiments: 40));
        var result = (await product.Tool(folder.Path, "ci", "workflow", option, value)).MustExitWith(2);

        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Whatever_a_value_holds_the_workflow_passes_it_on_literally()
    {
        Node.Require();
        using var folder = new TemporaryFolder();
        string[] values =
        [
            "a=${{ secrets.TOKEN }}",
            "b=it's \"quoted\" \\ $(touch x) `id`",
            "c= leading, # comment: {x} [y] & *z !t | > %",
            "d=}} ${{ '${{' }} 😀",
            "-e=--option",
        ];
        folder.Write("poly file's $x.yaml", Random(experiments: 4));
        string[] command =
        [
            "ci",
            "workflow",
            "--name",
            "n: 'x' # y",
            "-f",
            "poly file's $x.yaml",
            .. values[..4].SelectMany(value => (string[])["--env", value.TrimStart('-')]),
        ];
        var path = folder.Write("out.yml", (await product.Tool(folder.Path, command)).MustSucceed().Output);
        (await Node.RunAsync("lint.mjs", path)).MustSucceed();

        using var read = System.Text.Json.JsonDocument.Parse(
            (await Node.RunAsync("values.mjs", path)).MustSucceed().Output
        );
        var leg = read.RootElement.GetProperty("jobs").GetProperty("legs_1");
        var plan = read.RootElement.GetProperty("jobs").GetProperty("plan").GetProperty("steps")[2].GetProperty("with");
        Assert.Equal("poly file's $x.yaml", plan.GetProperty("file").GetString());
        Assert.All(
            values[..4],
            value => Assert.Equal(value[2..], leg.GetProperty("env").GetProperty(value[..1]).GetString())
        );
    }

    private static string Random(int experiments) =>
        $$$"""
            version: 1
            kind: group
            name: models
            hptuning:
              concurrency: 4
              random_search: {n_experiments: {{{experiments}}}}
              matrix: {lr: {uniform: [0, 1]}}
              early_stopping: [{metric: loss, value: 0.1, optimization: minimize}]
            run: {cmd: 'train --lr={{ lr }}'}
            """;
}
