using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// An experiment's log on disk. The first part is written as it comes; beyond the cap only the end is kept, in memory of
/// fixed size, and written behind a note when the experiment is over. A disk that is full costs the log, never the result.
/// </summary>
internal sealed class CappedLog : IDisposable
{
    private const int TailSize = 64 * 1024;
    private readonly long _cap;
    private readonly byte[] _tail = new byte[TailSize];
    private FileStream? _file;
    private long _received;
    private long _written;

    public CappedLog(string path, long cap)
    {
        _cap = cap;
        Attempt(() => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1));
    }

    /// <summary>Why the log could not be written; null when it could.</summary>
    public string? Fault { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var head = (int)Math.Clamp(_cap - _received, 0, bytes.Length);
        if (head > 0)
        {
            WriteToFile(bytes[..head]);
        }

        var skipped = Math.Max(0, bytes.Length - TailSize);
        _received += skipped;
        for (var rest = bytes[skipped..]; !rest.IsEmpty; )
        {
            var at = (int)(_received % TailSize);
            var count = Math.Min(rest.Length, TailSize - at);
            rest[..count].CopyTo(_tail.AsSpan(at));
            _received += count;
            rest = rest[count..];
        }
    }

    /// <summary>Adds a line of the tool's own, in brackets.</summary>
    public void Note(string text) => WriteToFile(Encoding.UTF8.GetBytes($"[polyaxon] {text}\n"));

    /// <summary>The last lines received.</summary>
    public string[] TailLines(int count)
    {
        var lines = Encoding.UTF8.GetString(Tail(TailSize)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines is [""] ? [] : lines[^Math.Min(count, lines.Length)..];
    }

    public void Dispose()
    {
        if (_received > _cap)
        {
            var kept = Tail((int)Math.Min(TailSize, _received - _cap));
            var left = _received - _cap - kept.Length;
            WriteToFile("\n"u8);
            Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The log reached its cap of {_cap} bytes; {left} bytes are left out here. Its end:"
                )
            );
            WriteToFile(kept);
        }

        Attempt(() => _file?.Dispose());
    }

    private byte[] Tail(int size)
    {
        var count = (int)Math.Min(size, Math.Min(_received, TailSize));
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = _tail[(_received - count + i) % TailSize];
        }

        return bytes;
    }

    private void WriteToFile(ReadOnlySpan<byte> bytes)
    {
        if (_file is null || Fault is not null)
        {
            return;
        }

        try
        {
            _file.Write(bytes);
            _written += bytes.Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = $"The log could not be written beyond {_written} bytes: {fault.Message}";
        }
    }

    private void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault ??= $"The log could not be written: {fault.Message}";
        }
    }
}
