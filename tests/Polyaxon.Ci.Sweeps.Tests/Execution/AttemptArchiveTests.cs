using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Tests.Execution;

public sealed class AttemptArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_earlier_attempt_is_put_away_whole_also_when_that_was_cut_short_before()
    {
        Directory.CreateDirectory(_folder.File("outputs"));
        File.WriteAllText(_folder.File("outputs/model"), "1");
        File.WriteAllText(_folder.File("log.txt"), "1");
        AttemptArchive.PutAway(_folder.Path, 2);
        Assert.True(File.Exists(_folder.File("attempts/1/outputs/model")));
        // The log of attempt 1 was moved, then the tool was killed; a log is written again before the next try.
        File.WriteAllText(_folder.File("log.txt"), "2");
        AttemptArchive.PutAway(_folder.Path, 2);
        Assert.Equal(
            ["log.txt", "log.txt.2", "outputs"],
            Directory.EnumerateFileSystemEntries(_folder.File("attempts/1")).Select(Path.GetFileName).Order()
        );
        Assert.False(File.Exists(_folder.File("log.txt")));
        AttemptArchive.PutAway(_folder.Path, 3);
    }
}
