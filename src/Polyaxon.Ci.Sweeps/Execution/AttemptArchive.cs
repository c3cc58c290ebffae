using System.Globalization;
using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Puts away what an earlier attempt left, so that an experiment's folder holds its newest attempt alone and nothing is lost.</summary>
internal static class AttemptArchive
{
    // The record goes last: as long as it is there, the attempt is not yet put away.
    private static readonly string[] Items = ["outputs", "metrics.jsonl", "log.txt", "pid", "result.json"];

    /// <summary>Moves the files of the attempt before this one to <c>attempts/N</c>; may be repeated after being cut short.</summary>
    /// <exception cref="IOException">They could not be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be moved.</exception>
    public static void PutAway(string folder, int attempt)
    {
        if (!Items.Any(item => Path.Exists(Path.Combine(folder, item))))
        {
            return;
        }

        var earlier = Read(Path.Combine(folder, "result.json"))?.Attempt ?? attempt - 1;
        var place = Path.Combine(folder, "attempts", earlier.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(place);
        foreach (var item in Items)
        {
            Move(Path.Combine(folder, item), Path.Combine(place, item));
        }
    }

    /// <summary>A record; null when there is none that can be read.</summary>
    public static ExperimentResult? Read(string path)
    {
        try
        {
            return File.Exists(path) ? ResultRecord.Read(File.ReadAllText(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Move(string from, string to)
    {
        var free = FreePath.At(to, '.');
        if (Directory.Exists(from))
        {
            Directory.Move(from, free);
        }
        else if (File.Exists(from))
        {
            File.Move(from, free);
        }
    }
}
