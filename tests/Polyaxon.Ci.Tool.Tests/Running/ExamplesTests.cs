using System.Diagnostics;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Running;

public sealed class ExamplesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plx-example-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Quick_start_trains_five_networks_and_names_the_best()
    {
        Copy("quick-start");
        var (code, output) = await Tool("run", "--metric", "loss:minimize");
        Assert.StartsWith(
            "Creating an experiment group with 5 experiments.\n\nExperiment group was created\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, code);
        Assert.Contains("5 succeeded", output, StringComparison.Ordinal);
        Assert.Contains("Best experiment: admin.mnist.1.5 with loss=0.", output, StringComparison.Ordinal);
        var (_, table) = await Tool("group", "experiments", "-m", "-p");
        Assert.Contains("lr  batch_size    loss", table, StringComparison.Ordinal);

        (code, output) = await Tool("run", "--no-build", "-f", "polyaxonfile.yaml", "-f", "random.yaml");
        Assert.Equal(0, code);
        Assert.Contains("Creating an experiment group with 8 experiments.", output, StringComparison.Ordinal);
        Assert.Contains("reached accuracy >= 0.9", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_on_Pythons_standard_library_runs()
    {
        Copy("python-stdlib");
        var (code, output) = await Tool("run", "--metric", "loss:minimize");
        Assert.Equal(0, code);
        Assert.Contains("8 succeeded", output, StringComparison.Ordinal);
        Assert.Contains("lr=0.3 epochs=100)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--fail-on", "often")]
    [InlineData("run", "--timeout", "0")]
    [InlineData("run", "-f", "absent.yaml")]
    [InlineData("track", "loss=high")]
    public async Task Wrong_usage_gives_exit_code_2_and_nothing_on_standard_output(params string[] args)
    {
        var (code, output) = await Tool(args);
        Assert.Equal((2, ""), (code, output));
    }

    private void Copy(string example)
    {
        var from = Repository.PathTo("examples");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, example), "*", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(Path.Combine(from, example), file).Split(Path.DirectorySeparatorChar);
            if (!parts.Any(part => part is "bin" or "obj" or ".polyaxon"))
            {
                var to = Path.Combine([_folder, .. parts]);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }

    private async Task<(int Code, string Output)> Tool(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll"), .. args])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        start.Environment["POLYAXON_USER"] = "admin";
        start.Environment["POLYAXON_PROJECT"] = "mnist";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }
}
