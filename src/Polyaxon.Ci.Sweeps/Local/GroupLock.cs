using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// One tool runs a group at a time. The system holds the lock and drops it when the tool ends, however it ends: a lock can never be
/// left behind. Who holds it stands in a file beside it, for the message alone.
/// </summary>
public sealed class GroupLock : IDisposable
{
    private const int Looks = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private GroupLock(FileStream file) => _file = file;

    /// <summary>Takes a group's lock; null when another tool has it.</summary>
    /// <exception cref="IOException">The group's folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The group's folder may not be used.</exception>
    public static GroupLock? Take(GroupFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        for (var look = 1; ; look++)
        {
            try
            {
                FileStream file = new(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
                File.WriteAllText(
                    Owner(folder),
                    Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                    Encoding.ASCII
                );
                return new GroupLock(file);
            }
            catch (IOException fault) when (fault is not DirectoryNotFoundException && File.Exists(folder.Lock))
            {
                // Somebody who only asks whether it is taken holds it for a moment, too.
                if (look == Looks)
                {
                    return null;
                }

                Thread.Sleep(Pause);
            }
        }
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
            // Reading is enough, so that somebody else's group can be asked about; several may ask at once.
            using FileStream file = new(folder.Lock, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
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
