using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// One tool runs a group at a time. The system holds the lock and drops it when the tool ends, however it ends: a lock can never be
/// left behind. Who holds it stands in a file beside it, for the message alone.
/// </summary>
public sealed class GroupLock : IDisposable
{
    private readonly FileStream _file;

    private GroupLock(FileStream file) => _file = file;

    /// <summary>Takes a group's lock; null when another tool has it.</summary>
    /// <exception cref="IOException">The group's folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The group's folder may not be used.</exception>
    public static GroupLock? Take(GroupFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        FileStream file;
        try
        {
            file = new(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException fault) when (fault is not DirectoryNotFoundException && File.Exists(folder.Lock))
        {
            return null;
        }

        File.WriteAllText(Owner(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture), Encoding.ASCII);
        return new GroupLock(file);
    }

    /// <summary>Whether another tool runs the group.</summary>
    public static bool IsTaken(GroupFolder folder)
    {
        if (!File.Exists(folder.Lock))
        {
            return false;
        }

        try
        {
            using FileStream file = new(folder.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(folder.Lock);
        }
    }

    /// <summary>The process that took the lock last, as text; null when it cannot be told.</summary>
    public static string? OwnerOf(GroupFolder folder)
    {
        try
        {
            return File.ReadAllText(Owner(folder)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Owner(GroupFolder folder) => folder.Lock + ".pid";
}
