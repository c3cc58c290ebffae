using System.Text;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>
/// Finds results, plans, ledgers and markers in downloaded artifacts, whatever their layout: by names for looking, by content for
/// believing. Anybody may have made the files, so links are not followed, and size, number and depth are capped; nothing is run and
/// nothing is written.
/// </summary>
public static class ArtifactTree
{
    /// <summary>Results larger than this are refused, in bytes.</summary>
    public const long LargestResult = 64L * 1024 * 1024;

    /// <summary>Plans and ledgers larger than this are refused, in bytes.</summary>
    public const long LargestPlan = 512L * 1024 * 1024;

    private const long LargestMarker = 64 * 1024;
    private const int DeepestFolder = 8;
    private const int MostEntries = 2_000_000;

    /// <summary>The results below folders; folders that do not exist hold none.</summary>
    public static IEnumerable<ReceivedFile> Results(IEnumerable<string> folders) =>
        Files(folders, IsResultName).Select(file => ReadResult(file.Path, file.Name));

    /// <summary>Results to reuse: those of CI, and the <c>result.json</c> of groups that ran on a machine.</summary>
    public static IEnumerable<ReceivedFile> ReusableResults(IEnumerable<string> folders) =>
        Files(folders, name => IsResultName(name) || name == "result.json")
            .Select(file => ReadResult(file.Path, file.Name));

    /// <summary>The plans below a folder, or in a file; what is none is left out.</summary>
    public static IEnumerable<FoundPlan> Plans(IEnumerable<string> places) =>
        Files(places, name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !IsResultName(name))
            .Select(file => ReadPlan(file.Path))
            .Where(found => found.Plan is not null);

    /// <summary>The ledgers below folders; what is none is left out.</summary>
    public static IEnumerable<GroupLedger> Ledgers(IEnumerable<string> folders) =>
        Files(folders, name => name.Equals("group.json", StringComparison.OrdinalIgnoreCase))
            .Select(file =>
                ReadBytes(file.Path, LargestPlan, out _) is { } bytes ? LedgerJson.Read(bytes, out _) : null
            )
            .OfType<GroupLedger>();

    /// <summary>The stop markers below folders.</summary>
    public static IEnumerable<StopMarker> Markers(IEnumerable<string> folders) =>
        Files(folders, name => name.StartsWith("plx-stop-", StringComparison.Ordinal))
            .Select(file =>
                ReadBytes(file.Path, LargestMarker, out _) is { } bytes
                    ? StopMarker.Read(Encoding.UTF8.GetString(bytes))
                    : null
            )
            .OfType<StopMarker>();

    /// <summary>Reads a plan's file.</summary>
    public static FoundPlan ReadPlan(string path)
    {
        if (ReadBytes(path, LargestPlan, out var fault) is not { } bytes)
        {
            return new FoundPlan(path, null, "", fault);
        }

        var plan = PlanJson.Read(bytes, out fault);
        return new FoundPlan(path, plan, PlanOutputs.DigestOf(bytes), fault);
    }

    private static ReceivedFile ReadResult(string path, string name)
    {
        if (ReadBytes(path, LargestResult, out var fault) is not { } bytes)
        {
            return new ReceivedFile(name, null, fault);
        }

        var result = ResultRecord.Read(bytes, out fault);
        return new ReceivedFile(name, result, fault);
    }

    /// <summary>A name such as <c>e12-a1.json</c>.</summary>
    private static bool IsResultName(string name)
    {
        var dash = name.IndexOf("-a", StringComparison.Ordinal);
        return name.StartsWith('e')
            && dash > 1
            && name.EndsWith(".json", StringComparison.Ordinal)
            && name.AsSpan(1, dash - 1).IndexOfAnyExceptInRange('0', '9') < 0
            && name.Length > dash + 7
            && name.AsSpan(dash + 2, name.Length - dash - 7).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static IEnumerable<(string Path, string Name)> Files(
        IEnumerable<string> places,
        Func<string, bool> isWanted
    )
    {
        foreach (var place in places.Distinct())
        {
            if (File.Exists(place))
            {
                yield return (place, Path.GetFileName(place));
            }
            else if (Directory.Exists(place))
            {
                foreach (var file in Below(place, isWanted))
                {
                    yield return file;
                }
            }
        }
    }

    /// <summary>What an experiment leaves in its own folder is not looked at: it may hold anything.</summary>
    private static IEnumerable<(string Path, string Name)> Below(string root, Func<string, bool> isWanted)
    {
        var left = MostEntries;
        Stack<(string Folder, int Depth)> folders = new([(root, 0)]);
        while (folders.TryPop(out var next))
        {
            foreach (var entry in Entries(next.Folder))
            {
                if (left-- == 0)
                {
                    yield break;
                }

                if (IsLink(entry))
                {
                    continue;
                }

                if (entry is DirectoryInfo && next.Depth < DeepestFolder && !IsExperimentFolder(entry.Name))
                {
                    folders.Push((entry.FullName, next.Depth + 1));
                }
                else if (entry is FileInfo && isWanted(entry.Name))
                {
                    yield return (entry.FullName, Path.GetRelativePath(root, entry.FullName));
                }
            }
        }
    }

    /// <summary>Links are looked up only where the listing of the folder speaks of one: that is a call less for each of 10,000 files.</summary>
    private static bool IsLink(FileSystemInfo entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null;

    private static bool IsExperimentFolder(string name) => IsResultName(name + ".json");

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static byte[]? ReadBytes(string path, long most, out string? fault)
    {
        try
        {
            FileInfo file = new(path);
            fault =
                !file.Exists ? "There is no such file."
                : file.Length > most ? "It is too large."
                : null;
            return fault is null ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"It cannot be read: {e.Message}";
            return null;
        }
    }
}
