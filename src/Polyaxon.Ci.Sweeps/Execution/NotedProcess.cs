using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>The process id of a running attempt, written beside its log where the system does not tell a process's environment.</summary>
internal static class NotedProcess
{
    private const string FileName = "pid";

    // A process that started later than its note is another one with the same number.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Whether notes are needed here.</summary>
    public static bool IsNeeded { get; } = !OperatingSystem.IsLinux() && !OperatingSystem.IsWindows();

    /// <summary>Notes a process.</summary>
    public static void Write(string folder, int id)
    {
        if (IsNeeded)
        {
            File.WriteAllText(Path.Combine(folder, FileName), id.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The noted process when it is still the same; else null.</summary>
    public static int? Find(string folder)
    {
        try
        {
            var path = Path.Combine(folder, FileName);
            return
                File.Exists(path)
                && int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsOlder(id, File.GetLastWriteTimeUtc(path))
                ? id
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsOlder(int id, DateTime noted)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() <= noted + Tolerance;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
