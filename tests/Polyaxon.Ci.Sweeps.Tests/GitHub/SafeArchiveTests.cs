using System.IO.Compression;
using Polyaxon.Ci.Sweeps.GitHub;

namespace Polyaxon.Ci.Sweeps.Tests.GitHub;

public sealed class SafeArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unpacks_files_in_folders()
    {
        var archive = Archive(("e1-a1.json", "{}"), ("e1-a1/outputs/model.bin", "weights"), ("empty/", ""));

        SafeArchive.Extract(archive, Target, new ArchiveLimits());

        Assert.Equal("weights", File.ReadAllText(Path.Combine(Target, "e1-a1", "outputs", "model.bin")));
        Assert.True(Directory.Exists(Path.Combine(Target, "empty")));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("C:evil")]
    [InlineData("a\\..\\evil")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a\nb")]
    public void A_name_that_leads_elsewhere_is_refused_and_nothing_is_left(string name)
    {
        var archive = Archive(("fine", "x"), (name, "evil"));

        var fault = Assert.Throws<InvalidDataException>(() =>
            SafeArchive.Extract(archive, Target, new ArchiveLimits())
        );

        Assert.Contains("forbidden name", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
        Assert.Equal([archive], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_link_is_refused()
    {
        var archive = Archive(("link", "/etc/passwd"));
        using (var zip = ZipFile.Open(archive, ZipArchiveMode.Update))
        {
            zip.Entries[0].ExternalAttributes = 0xA1FF << 16;
        }

        Assert.Throws<InvalidDataException>(() => SafeArchive.Extract(archive, Target, new ArchiveLimits()));
    }

    [Fact]
    public void A_bomb_is_refused_by_what_comes_out_of_it()
    {
        var archive = Archive(("zeros", new string('0', 1_000_000)));

        var fault = Assert.Throws<InvalidDataException>(() =>
            SafeArchive.Extract(archive, Target, new ArchiveLimits { Bytes = 999_999 })
        );

        Assert.Contains("999999 bytes", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Too_many_too_deep_or_twice_is_refused()
    {
        Assert.Throws<InvalidDataException>(() =>
            SafeArchive.Extract(Archive(("a", ""), ("b", "")), Target, new ArchiveLimits { Entries = 1 })
        );
        Assert.Throws<InvalidDataException>(() =>
            SafeArchive.Extract(Archive(("a/b/c", "")), Target, new ArchiveLimits { Depth = 2 })
        );
        Assert.Throws<InvalidDataException>(() =>
            SafeArchive.Extract(Archive(("a", "1"), ("A", "2")), Target, new ArchiveLimits())
        );
    }

    [Fact]
    public void A_broken_archive_is_refused()
    {
        var whole = File.ReadAllBytes(Archive(("a", new string('x', 5000))));
        for (var length = 0; length < whole.Length; length += 7)
        {
            var half = _folder.File("half.zip");
            File.WriteAllBytes(half, whole[..length]);
            Assert.Throws<InvalidDataException>(() => SafeArchive.Extract(half, Target, new ArchiveLimits()));
            Assert.False(Directory.Exists(Target));
        }
    }

    private string Archive(params (string Name, string Text)[] entries)
    {
        var path = _folder.File("archive.zip");
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using StreamWriter writer = new(zip.CreateEntry(name).Open());
            writer.Write(text);
        }

        return path;
    }
}
