using System.Text;

namespace Polyaxon.Ci.Sweeps.Records;

/// <summary>Copies a log that may still grow.</summary>
/// <param name="path">The log.</param>
/// <param name="isOver">Whether nothing more will be written.</param>
public sealed class LogFollower(string path, Func<bool> isOver)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Copies what is there and, when following, what comes until the experiment is over.</summary>
    /// <param name="write">Takes the text, in pieces as they come.</param>
    /// <param name="follow">Whether to wait for more.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether there was a log.</returns>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public bool Copy(Action<ReadOnlyMemory<char>> write, bool follow, CancellationToken cancellation)
    {
        using var reader = Open(follow, cancellation);
        if (reader is null)
        {
            return false;
        }

        var buffer = new char[16 * 1024];
        while (true)
        {
            // Asked before reading: what is written before the end is then read for certain.
            var last = !follow || isOver();
            for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
            {
                write(buffer.AsMemory(0, count));
            }

            if (last || cancellation.WaitHandle.WaitOne(Pause))
            {
                return true;
            }
        }
    }

    private StreamReader? Open(bool follow, CancellationToken cancellation)
    {
        while (!File.Exists(path))
        {
            if (!follow || isOver() || cancellation.WaitHandle.WaitOne(Pause))
            {
                return File.Exists(path) ? Open() : null;
            }
        }

        return Open();
    }

    private StreamReader Open() =>
        new(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
            Encoding.UTF8,
            detectEncodingFromByteOrderMarks: false
        );
}
