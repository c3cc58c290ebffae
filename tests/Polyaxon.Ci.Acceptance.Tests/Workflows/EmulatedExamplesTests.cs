using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>The workflows of <c>examples/ci</c>, as they are, and the unrolled ones that the tool writes, in the emulator.</summary>
public sealed class EmulatedExamplesTests(Product product) : IDisposable
{
    private static readonly string Example = Repository.PathTo("examples", "ci");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("grid", 8)]
    [InlineData("random", 0)]
    [InlineData("hyperband", 22)]
    [InlineData("bo", 8)]
    [InlineData("files", 2)]
    [InlineData("packing", 24)]
    public async Task Each_example_ends_green(string name, int succeeded)
    {
        CopyExample();
        EmulatedRun run = new(product, _folder) { Workflow = Path.Combine(Example, "workflows", name + ".yml") };
        var result = await run.RunAsync();
        var sweep = result.Called("sweep");

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal("green", sweep.Output("verdict"));
        if (succeeded > 0)
        {
            Assert.Equal(
                succeeded.ToString(System.Globalization.CultureInfo.InvariantCulture),
                sweep.Output("succeeded")
            );
        }
        else
        {
            Assert.Equal("stopped", sweep.Output("status"));
        }
    }

    [Fact]
    public async Task The_unrolled_workflow_of_a_search_runs_all_its_batches()
    {
        CopyExample();
        var repository = _folder.PathTo("repository");
        var written = await product.Tool(
            repository,
            ["ci", "workflow", "-f", "hyperband.yaml", "--tool-path", product.ToolFolder, "-o", "sweep.yml"]
        );
        written.MustSucceed();
        EmulatedRun run = new(product, _folder) { Workflow = Path.Combine(repository, "sweep.yml") };
        var result = await run.RunAsync();

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal("22", result.Job("verdict").Output("succeeded"));
        Assert.Equal("success", result.Job("gather_3").Result);
    }

    private void CopyExample()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || Repository.IsContinuousIntegration,
            "The examples call python3."
        );
        Directory.CreateDirectory(_folder.PathTo("repository"));
        foreach (var file in Directory.EnumerateFiles(Example))
        {
            File.Copy(file, _folder.PathTo("repository", Path.GetFileName(file)));
        }
    }
}
