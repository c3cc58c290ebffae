using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Calls of Windows that .NET has no name for.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class WindowsNative
{
    private const uint CtrlBreakEvent = 1;
    private const int ExtendedLimits = 9;
    private const uint KillOnJobClose = 0x2000;
    private static readonly nint Job = CreateJob();

    /// <summary>Sends Ctrl-Break to a process group; false when that is not possible.</summary>
    public static bool SendBreak(int group) => GenerateConsoleCtrlEvent(CtrlBreakEvent, (uint)group);

    /// <summary>
    /// Puts a process and all it will start into a job that the system ends with the tool, however the tool ends. Failing leaves
    /// the process as it is.
    /// </summary>
    public static void EndWithTool(Process process)
    {
        if (Job != 0)
        {
            _ = AssignProcessToJobObject(Job, process.Handle);
        }
    }

    private static nint CreateJob()
    {
        var job = CreateJobObject(0, 0);
        JobLimits limits = new() { Flags = KillOnJobClose };
        return job != 0 && SetInformationJobObject(job, ExtendedLimits, &limits, (uint)sizeof(JobLimits)) ? job : 0;
    }

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION; only the flags are set.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct JobLimits
    {
        public long ProcessTime;
        public long JobTime;
        public uint Flags;
        public nuint LeastMemory;
        public nuint MostMemory;
        public uint Processes;
        public nuint Affinity;
        public uint Priority;
        public uint Scheduling;
        public fixed ulong Counters[6];
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }

    [LibraryImport("kernel32", EntryPoint = "GenerateConsoleCtrlEvent")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint signal, uint group);

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW")]
    private static partial nint CreateJobObject(nint attributes, nint name);

    [LibraryImport("kernel32", EntryPoint = "SetInformationJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int kind, JobLimits* limits, uint size);

    [LibraryImport("kernel32", EntryPoint = "AssignProcessToJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);
}
