using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Sweeps.Tests.Ci;

public sealed class ArtifactTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("e1-a1.json")]
    [InlineData("plx-res-g-b1-l0-a1/e1-a1.json")]
    [InlineData("a/b/c/e1-a1.json")]
    public void Results_are_found_in_any_layout(string name)
    {
        _folder.Write(name, "{}");

        Assert.Equal(name.Replace('/', Path.DirectorySeparatorChar), Assert.Single(Found()).Name);
    }

    [Theory]
    [InlineData("e1-a1.json/e2-a1.txt")]
    [InlineData("result.json")]
    [InlineData("e-a.json")]
    [InlineData("ex-a1.json")]
    [InlineData("e1-a1/outputs/e2-a1.json")]
    [InlineData("1/2/3/4/5/6/7/8/9/10/e1-a1.json")]
    public void Other_files_and_what_experiments_left_are_not_looked_at(string name)
    {
        _folder.Write(name, "{}");

        Assert.Empty(Found());
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        _folder.Write("outside/e1-a1.json", "{}");
        var inside = Directory.CreateDirectory(_folder.File("inside")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(inside, "folder"), _folder.File("outside"));
        File.CreateSymbolicLink(Path.Combine(inside, "e2-a1.json"), "/etc/passwd");

        Assert.Empty(ArtifactTree.Results([inside]));
    }

    [Fact]
    public void A_file_that_is_no_result_is_told_with_its_reason()
    {
        _folder.Write("e1-a1.json", "{\"status\":");
        _folder.Write("e2-a1.json", "");

        Assert.All(Found(), file => Assert.NotNull(file.Fault));
    }

    [Fact]
    public void Folders_that_do_not_exist_hold_nothing()
    {
        Assert.Empty(ArtifactTree.Results([_folder.File("absent")]));
        Assert.Empty(ArtifactTree.Markers([_folder.File("absent")]));
        Assert.Empty(ArtifactTree.Ledgers([_folder.File("absent")]));
    }

    private List<ReceivedFile> Found() => [.. ArtifactTree.Results([_folder.Path])];
}
