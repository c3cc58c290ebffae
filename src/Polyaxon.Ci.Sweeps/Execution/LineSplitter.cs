using System.Text;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Turns output bytes into lines. A line longer than the limit is handed on cut; what follows up to its end is dropped.</summary>
internal sealed class LineSplitter(Action<string> onLine)
{
    private const int Limit = 64 * 1024;
    private readonly List<byte> _line = [];

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            Keep(bytes[..end]);
            Flush(always: true);
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    /// <summary>Hands on a last line without a line end.</summary>
    public void Complete() => Flush(always: false);

    private void Keep(ReadOnlySpan<byte> bytes) => _line.AddRange(bytes[..Math.Min(bytes.Length, Limit - _line.Count)]);

    private void Flush(bool always)
    {
        if (always || _line.Count > 0)
        {
            onLine(
                Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line)).TrimEnd('\r')
            );
            _line.Clear();
        }
    }
}
