using System.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>The values of one experiment after another, encoded for a line of JSON.</summary>
internal abstract class LineValues(int dimensions) : IDisposable
{
    /// <summary>The value of each dimension as JSON.</summary>
    public byte[][] Json { get; } = new byte[dimensions][];

    /// <summary>The value of each dimension as it stands inside a JSON string.</summary>
    public byte[][] Text { get; } = new byte[dimensions][];

    /// <summary>Goes on to the next experiment; false when there is none.</summary>
    public abstract bool MoveNext();

    /// <inheritdoc/>
    public virtual void Dispose() { }

    /// <summary>A value's encodings.</summary>
    public static (byte[] Json, byte[] Text) Encode(Value value) =>
        (Encoding.UTF8.GetBytes(JsonText.Format(value)), Inner(value.ToString()));

    /// <summary>A text as it stands between the quotes of a JSON string.</summary>
    public static byte[] Inner(string text) => Encoding.UTF8.GetBytes(JsonText.Quote(text)[1..^1]);
}
