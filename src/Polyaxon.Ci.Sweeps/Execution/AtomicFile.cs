using System.Text;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Replaces whole files, so that a reader or a machine that loses power finds the old text or the new, never half.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text in UTF-8.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte}, bool)"/>
    public static void Write(string path, string text, bool durable) =>
        Write(path, Encoding.UTF8.GetBytes(text), durable);

    /// <summary>Writes bytes to a file beside its place, brings them to the disk and renames it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="bytes">What it will hold.</param>
    /// <param name="durable">Whether the bytes must have reached the disk on return.</param>
    /// <exception cref="IOException">It could not be written; the old file is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool durable)
    {
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: durable);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The first fault is the one to tell.
        }
    }
}
