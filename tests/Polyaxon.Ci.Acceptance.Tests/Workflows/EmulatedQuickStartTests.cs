using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>The group of <c>examples/quick-start</c> as random search with early stopping, in the shipped workflow, in the emulator.</summary>
public sealed class EmulatedQuickStartTests(Product product) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_stops_after_the_batch_that_reaches_the_threshold_and_a_lost_result_turns_it_red()
    {
        await CopyAndBuild();
        EmulatedRun run = new(product, _folder)
        {
            Inputs =
            {
                ["file"] = "polyaxonfile.yaml\nrandom.yaml",
                // Its third experiment is the first that reaches an accuracy of 0.95; a batch has two.
                ["seed"] = "1",
                ["engine"] = "process",
                ["no-build"] = true,
            },
        };
        var result = await run.RunAsync();

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal(
            ("success", "success", "skipped"),
            (result.Job("legs_1").Result, result.Job("legs_2").Result, result.Job("legs_3").Result)
        );
        Assert.Equal(("false", "true"), (result.Job("gather_1").Output("stop"), result.Job("gather_2").Output("stop")));
        Assert.Equal(("green", "stopped"), (result.Output("verdict"), result.Output("status")));
        foreach (var told in (string[])[result.Job("gather_2").Output("reason"), Plain(result.Job("gather_2").Summary)])
        {
            Assert.Contains("experiment 3 reached accuracy >= 0.95", told, StringComparison.Ordinal);
        }

        // The same sweep, of which an artifact is deleted before it is gathered.
        Directory.Delete(_folder.PathTo("run"), recursive: true);
        var lost = await run.RunAsync(lose: ("gather_1", "plx-res-*-b1-l0-a1"));

        Assert.Equal(("failure", "incomplete"), (lost.Job("verdict").Result, lost.Output("verdict")));
        Assert.Contains(
            $"plx-res-{lost.Output("group")}-b1-l0",
            Plain(lost.Job("verdict").Summary),
            StringComparison.Ordinal
        );
    }

    /// <summary>Markdown with its numeric entities read and invisible joints taken out.</summary>
    private static string Plain(string markdown) =>
        System.Net.WebUtility.HtmlDecode(markdown).Replace("\u200B", "", StringComparison.Ordinal);

    /// <summary>The example, built once: its build steps belong to the legs of a real run.</summary>
    private async Task CopyAndBuild()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathTo("examples", "quick-start")))
        {
            Directory.CreateDirectory(_folder.PathTo("repository"));
            File.Copy(file, _folder.PathTo("repository", Path.GetFileName(file)));
        }

        var built = await product.Dotnet(
            _folder.PathTo("repository"),
            ["build", "train.csproj", "-c", "Release", "-o", "bin/train", "-v", "quiet", "-nologo"]
        );
        built.MustSucceed();
        // A checkout copies the folder for each leg; what the build left behind is of no use there.
        Directory.Delete(_folder.PathTo("repository", "obj"), recursive: true);
    }
}
