using System.Runtime.InteropServices;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Appends to a file that others append to at the same time. The runtime's own append mode looks up the end once and writes
/// there, so that of two writers one overwrites the other; here the system finds the end and writes in one step.
/// </summary>
internal static unsafe class AppendingFile
{
    private const int WriteOnly = 1;
    private const int MostTries = 200;
    private static readonly int AppendFlag = OperatingSystem.IsLinux() ? 0x400 : 0x8;

    /// <summary>Appends bytes, making the file when it does not exist.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Append(string path, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            AppendAlone(path, bytes);
            return;
        }

        using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }

        var descriptor = PosixNative.Open(path, WriteOnly | AppendFlag);
        if (descriptor < 0)
        {
            throw Fault(path);
        }

        try
        {
            Write(path, descriptor, bytes);
        }
        finally
        {
            _ = PosixNative.Close(descriptor);
        }
    }

    private static void Write(string path, int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            fixed (byte* start = bytes)
            {
                var written = PosixNative.Write(descriptor, start, (nuint)bytes.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() != PosixNative.InterruptedCall)
                {
                    throw Fault(path);
                }

                bytes = bytes[(int)Math.Max(written, 0)..];
            }
        }
    }

    private static void AppendAlone(string path, ReadOnlySpan<byte> bytes)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);
                file.Write(bytes);
                return;
            }
            catch (IOException) when (tries < MostTries)
            {
                Thread.Sleep(10); // Another writer has it.
            }
        }
    }

    private static IOException Fault(string path) =>
        new($"'{path}' could not be written: {Marshal.GetLastPInvokeErrorMessage()}.");
}
