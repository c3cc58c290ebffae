using System.IO.Compression;

namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>
/// Unpacks archives that anybody may have made: nothing lands outside the folder, no link is made, and no bomb fills the disk. An
/// archive that tries is refused whole, with nothing left behind.
/// </summary>
public static class SafeArchive
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;
    private const int LongestName = 255;

    /// <summary>Unpacks an archive into a new folder.</summary>
    /// <param name="archive">The archive's path.</param>
    /// <param name="folder">The folder; it must not exist yet.</param>
    /// <param name="limits">What is too much.</param>
    /// <exception cref="InvalidDataException">The archive is broken or refused; the message says why.</exception>
    public static void Extract(string archive, string folder, ArchiveLimits limits)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            Directory.CreateDirectory(folder);
            Unpack(zip, Path.GetFullPath(folder), limits);
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void Unpack(ZipArchive zip, string folder, ArchiveLimits limits)
    {
        Refuse(zip.Entries.Count > limits.Entries, $"it holds more than {limits.Entries} entries");
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        var left = limits.Bytes;
        foreach (var entry in zip.Entries)
        {
            var segments = Segments(entry, limits);
            var path = Path.Combine([folder, .. segments]);
            Refuse(!seen.Add(string.Join('/', segments)), $"the entry '{Shown(entry)}' comes twice");
            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            left = Copy(entry, path, left, limits);
        }
    }

    private static string[] Segments(ZipArchiveEntry entry, ArchiveLimits limits)
    {
        var name = entry.FullName;
        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        Refuse(type is not (0 or UnixFile or UnixFolder), $"the entry '{Shown(entry)}' is neither a file nor a folder");
        Refuse(
            name.Length == 0
                || name[0] == '/'
                || name.AsSpan().IndexOfAny('\\', ':', '\0') >= 0
                || name.Any(char.IsControl),
            $"the entry '{Shown(entry)}' has a forbidden name"
        );
        var segments = name.TrimEnd('/').Split('/');
        Refuse(segments.Length > limits.Depth, $"the entry '{Shown(entry)}' lies deeper than {limits.Depth} folders");
        foreach (var segment in segments)
        {
            Refuse(
                segment is "" or "." or ".." || segment.Length > LongestName,
                $"the entry '{Shown(entry)}' has a forbidden name"
            );
        }

        return segments;
    }

    /// <summary>Copies an entry and gives what may still be unpacked. Sizes are counted, not believed.</summary>
    private static long Copy(ZipArchiveEntry entry, string path, long left, ArchiveLimits limits)
    {
        using var source = entry.Open();
        using FileStream target = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[1 << 16];
        while (source.Read(buffer) is > 0 and var read)
        {
            left -= read;
            Refuse(left < 0, $"it unpacks to more than {limits.Bytes} bytes");
            target.Write(buffer, 0, read);
        }

        return left;
    }

    private static string Shown(ZipArchiveEntry entry) =>
        new([.. entry.FullName.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private static void Refuse(bool isBad, FormattableString why)
    {
        if (isBad)
        {
            throw new InvalidDataException(why.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
