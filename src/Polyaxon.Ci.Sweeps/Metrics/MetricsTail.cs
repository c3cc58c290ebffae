using System.Text;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Reads a growing file of JSON Lines from where it stopped before; half a line waits for its rest. Not thread-safe.</summary>
internal sealed class MetricsTail(string path)
{
    private const int BufferSize = 64 * 1024;
    private const int MostAtOnce = 64;
    private const int LongestLine = 1024 * 1024;
    private readonly List<byte> _line = [];
    private long _offset;

    /// <summary>What was read so far.</summary>
    public SeriesCollection Series { get; private set; } = new();

    /// <summary>Reads what is new; whether there was something. A file that became shorter is read again from its start.</summary>
    public bool Advance()
    {
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            using FileStream file = new(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1
            );
            if (file.Length < _offset)
            {
                (_offset, Series) = (0, new SeriesCollection());
                _line.Clear();
            }

            return Read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false; // It went away or may not be read: nothing new.
        }
    }

    private bool Read(FileStream file)
    {
        file.Seek(_offset, SeekOrigin.Begin);
        var buffer = new byte[BufferSize];
        var before = _offset;
        // Bounded, so that a flooded file does not hold up decisions; the rest is read the next time.
        for (var times = 0; times < MostAtOnce && file.Read(buffer) is var count and > 0; times++)
        {
            _offset += count;
            Take(buffer.AsSpan(0, count));
        }

        return _offset > before;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            Keep(bytes[..end]);
            JsonMetrics.ReadObject(
                Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line)),
                Series
            );
            _line.Clear();
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes) =>
        _line.AddRange(bytes[..Math.Min(bytes.Length, LongestLine - _line.Count)]);
}
