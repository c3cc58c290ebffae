using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Sweeps.Tests.Ci;

public sealed class ArtifactFileNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_that_no_artifact_can_hold_are_written_out_and_nothing_is_overwritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file can have such a name there.");
        _folder.Write("a:b/c?.bin", "1");
        _folder.Write("a%3Ab", "2");
        _folder.Write("fine.txt", "3");
        var renamed = ArtifactFileNames.MakeLegal(_folder.Path);

        Assert.Equal(2, renamed.Count);
        Assert.Equal("1", File.ReadAllText(_folder.File("a%3Ab~2/c%3F.bin")));
        Assert.Equal("2", File.ReadAllText(_folder.File("a%3Ab")));
        Assert.Equal("3", File.ReadAllText(_folder.File("fine.txt")));
        Assert.Empty(ArtifactFileNames.MakeLegal(_folder.Path));
    }

    [Fact]
    public void A_link_is_renamed_and_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        _folder.Write("outside/x:y", "");
        Directory.CreateDirectory(_folder.File("inside"));
        Directory.CreateSymbolicLink(_folder.File("inside/l:1"), _folder.File("outside"));
        ArtifactFileNames.MakeLegal(_folder.File("inside"));

        Assert.True(Directory.Exists(_folder.File("inside/l%3A1")));
        Assert.True(File.Exists(_folder.File("outside/x:y")));
    }

    [Fact]
    public void A_folder_that_does_not_exist_has_nothing_to_rename() =>
        Assert.Empty(ArtifactFileNames.MakeLegal(_folder.File("absent")));
}
