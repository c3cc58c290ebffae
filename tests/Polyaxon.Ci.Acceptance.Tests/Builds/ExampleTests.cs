using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Builds;

public sealed class ExampleTests(Product product)
{
    [Fact]
    public async Task The_example_builds_runs_and_breaks_with_its_nightly_sweep()
    {
        using var folder = new TemporaryFolder();
        folder.CopyFrom(Repository.PathTo("examples", "msbuild"));
        File.Copy(product.NuGetConfig, folder.PathTo("nuget.config"));
        var built = (await product.Dotnet(folder.Path, "build", "-nodeReuse:false")).MustSucceed();
        Assert.DoesNotContain("PLX", built.Output, StringComparison.Ordinal);

        var run = await product.Dotnet(folder.Path, "bin/Debug/net10.0/app.dll", "8", "median", "1000");
        Assert.Matches("^comparisons=[0-9]+\n$", run.MustSucceed().Output);

        var nightly = folder.PathTo("nightly.yaml");
        await File.WriteAllTextAsync(
            nightly,
            (await File.ReadAllTextAsync(nightly, TestContext.Current.CancellationToken)).Replace(
                "4:68:4",
                "68:4:4",
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );
        var broken = await product.Dotnet(folder.Path, "build", "--no-restore", "-nodeReuse:false");
        Assert.StartsWith(
            $"{nightly}(8,",
            Assert.Single(SampleProject.Diagnostics(broken.MustExitWith(1))),
            StringComparison.Ordinal
        );
    }
}
