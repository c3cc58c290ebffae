using System.Globalization;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Facts about process groups that only Linux's /proc tells.</summary>
internal static class ProcessGroup
{
    /// <summary>
    /// Whether a group consists of processes that have ended and that nobody has waited for. A container whose first process
    /// does not do so keeps them for ever, and a signal still reaches them. False where it cannot be told.
    /// </summary>
    public static bool HasOnlyZombies(int group)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return !Directory
                .EnumerateDirectories("/proc")
                .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
                .Any(folder => Of(folder) == group);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The process group of a living process, by its folder under /proc; null when it has ended.</summary>
    public static int? Of(string folder)
    {
        try
        {
            // The name, in parentheses, may hold blanks and parentheses; behind the last one stand state, parent and group.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
            return fields is [var state, _, var id, ..] && state is not ("Z" or "X")
                ? int.Parse(id, CultureInfo.InvariantCulture)
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // It ended while we looked.
        }
    }
}
