using System.Globalization;
using System.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Finds and ends what a killed tool left running of a group. Linux tells each process's environment, where the group's id stands:
/// nothing has to be written down beforehand, so nothing can be missed. Elsewhere the process ids noted beside the logs are used; on
/// Windows a job object has ended everything with the tool.
/// </summary>
internal static class Leftovers
{
    private const int StepMilliseconds = 20;

    /// <summary>Ends them and gives how many there were.</summary>
    public static int End(string group, IEnumerable<string> folders, TimeSpan grace)
    {
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        var noted = OperatingSystem.IsLinux() ? [] : folders.Select(NotedProcess.Find).OfType<int>().ToList();
        var found = Groups(group, noted);
        var waited = TimeSpan.Zero;
        for (var signal = PosixNative.Terminate; ; waited += TimeSpan.FromMilliseconds(StepMilliseconds))
        {
            var left = Groups(group, noted);
            if (left.Count == 0 || waited > grace + grace)
            {
                return found.Count;
            }

            if (waited == TimeSpan.Zero || (waited > grace && signal == PosixNative.Terminate))
            {
                signal = waited == TimeSpan.Zero ? PosixNative.Terminate : PosixNative.Kill;
                foreach (var leader in left)
                {
                    _ = PosixNative.Signal(-leader, signal);
                }
            }

            Thread.Sleep(StepMilliseconds);
        }
    }

    /// <summary>The process groups that belong to a group's attempts.</summary>
    private static HashSet<int> Groups(string group, List<int> noted)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [.. noted.Where(id => PosixNative.Signal(-id, 0) == 0)];
        }

        var marker = Encoding.UTF8.GetBytes($"\"experiment_group_uuid\": {JsonText.Format(Value.Of(group))}");
        HashSet<int> groups = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && Environ(folder).AsSpan().IndexOf(marker) >= 0
                && ProcessGroup.Of(folder) is { } leader
            )
            {
                groups.Add(leader);
            }
        }

        // Who resumes a group from within one of its own experiments must not end itself.
        groups.Remove(ProcessGroup.Of("/proc/self") ?? 0);
        return groups;
    }

    private static byte[] Environ(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return []; // It ended while we looked, or is somebody else's.
        }
    }
}
