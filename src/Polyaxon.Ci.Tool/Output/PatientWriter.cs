using System.Text;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>
/// A writer that goes silent when its reader went away or its disk is full: a sweep does not end because nobody looks at it any more.
/// </summary>
internal sealed class PatientWriter(TextWriter inner) : TextWriter
{
    /// <summary>Whether something could not be written.</summary>
    public bool IsSilent { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine() => Attempt(inner.WriteLine);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Attempt(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Attempt(inner.Flush);

    private void Attempt(Action write)
    {
        if (IsSilent)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException)
        {
            IsSilent = true;
        }
    }
}
