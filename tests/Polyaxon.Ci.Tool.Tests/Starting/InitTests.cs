using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Testing;
using Polyaxon.Ci.Tool.Starting;

namespace Polyaxon.Ci.Tool.Tests.Starting;

public sealed class InitTests
{
    [Fact]
    public async Task What_init_writes_passes_check_and_expands()
    {
        using var folder = new TemporaryFolder();
        (await BuiltTool.RunAsync(folder, "init")).MustSucceed();

        var check = (await BuiltTool.RunAsync(folder, "check", "-x")).MustSucceed();
        var expand = (await BuiltTool.RunAsync(folder, "expand", "--format", "jsonl")).MustSucceed();

        Assert.Contains("Polyaxonfile valid", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", check.Errors, StringComparison.Ordinal);
        Assert.Equal(6, expand.Lines.Count);
        Assert.True(File.Exists(folder.PathTo(".github", "workflows", "sweep.yml")));
    }

    [Fact]
    public void The_parts_left_as_comments_are_valid_too()
    {
        // What stands behind '# ' in the same column as its section is YAML that a user may want.
        var text = StartingFiles
            .PolyaxonfileText.Replace("  # random_search:", "  random_search:", StringComparison.Ordinal)
            .Replace("  #   n_experiments", "    n_experiments", StringComparison.Ordinal)
            .Replace("  # early_stopping:", "  early_stopping:", StringComparison.Ordinal)
            .Replace("  #   - metric", "    - metric", StringComparison.Ordinal)
            .Replace("  #     value", "      value", StringComparison.Ordinal)
            .Replace("  #     optimization", "      optimization", StringComparison.Ordinal);
        var read = PolyaxonfileReader.Read([new SourceText("polyaxonfile.yaml", text)], []);

        Assert.True(read.IsValid, string.Join('\n', read.Diagnostics));
        Assert.Single(read.File!.Hptuning.EarlyStopping);
        Assert.Equal("random", read.File.Hptuning.Search.Algorithm);
        Assert.DoesNotContain(
            read.Diagnostics,
            found => found.Severity == DiagnosticSeverity.Warning && found.Rule != SearchRules.MoreThanSpace
        );
    }

    [Fact]
    public async Task Nothing_is_overwritten_without_force()
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", "mine");

        var refused = (await BuiltTool.RunAsync(folder, "init")).MustExitWith(2);
        Assert.Contains("polyaxonfile.yaml is there already", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await ReadAsync(folder, "polyaxonfile.yaml"));
        Assert.False(Directory.Exists(folder.PathTo(".github")));

        (await BuiltTool.RunAsync(folder, "init", "--force")).MustSucceed();
        Assert.StartsWith("# What to try", await ReadAsync(folder, "polyaxonfile.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_default_name_is_not_hidden()
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxon.yml", "mine");

        (await BuiltTool.RunAsync(folder, "init", "--force")).MustExitWith(2);
        (await BuiltTool.RunAsync(folder, "init", "--only", "workflow")).MustSucceed();

        Assert.Contains(
            "file: polyaxon.yml",
            await ReadAsync(folder, ".github/workflows/sweep.yml"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_workflow_goes_to_the_repository_and_names_the_file_from_there()
    {
        using var folder = TemporaryFolder.Named("a repository");
        Directory.CreateDirectory(folder.PathTo(".git"));
        Directory.CreateDirectory(folder.PathTo("sub folder"));
        (
            await ProcessRunner.RunAsync("dotnet", [BuiltTool.Assembly, "init"], folder.PathTo("sub folder"))
        ).MustSucceed();

        Assert.Contains(
            "file: \"sub folder/polyaxonfile.yaml\"",
            await ReadAsync(folder, ".github/workflows/sweep.yml"),
            StringComparison.Ordinal
        );
    }

    /// <summary>The workflow that init writes, the examples, the manual and the shipped files call one release.</summary>
    [Fact]
    public async Task One_release_is_named_everywhere()
    {
        var release = await File.ReadAllTextAsync(
            Repository.PathTo("action", "version"),
            TestContext.Current.CancellationToken
        );
        string[] files =
        [
            Repository.PathTo("README.md"),
            Repository.PathTo(".github", "workflows", "sweep.yml"),
            .. Directory.EnumerateFiles(Repository.PathTo("docs"), "*.md"),
            .. Directory.EnumerateFiles(Repository.PathTo("examples"), "*.yml", SearchOption.AllDirectories),
        ];
        using var folder = new TemporaryFolder();
        (await BuiltTool.RunAsync(folder, "init", "--only", "workflow")).MustSucceed();

        var named = files
            .Append(folder.PathTo(".github", "workflows", "sweep.yml"))
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("uses: polyaxon-ci/polyaxon-ci", StringComparison.Ordinal))
            .Select(line => line.Split('@')[1]);

        Assert.Equal("v" + release.Trim(), Assert.Single(named.Distinct()));
    }

    private static Task<string> ReadAsync(TemporaryFolder folder, string name) =>
        File.ReadAllTextAsync(folder.PathTo(name.Split('/')), TestContext.Current.CancellationToken);
}
