using Xunit;

namespace Polyaxon.Ci.Testing;

/// <summary>
/// Compares text with a golden file. On a mismatch what was received is written beside it as <c>NAME.received.EXT</c>;
/// with <c>POLYAXON_ACCEPT=1</c> the golden file itself is rewritten.
/// </summary>
public static class Golden
{
    /// <summary>Asserts that <paramref name="actual"/> is the text of the file at <paramref name="path"/> (line ends folded to LF).</summary>
    public static void Check(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("POLYAXON_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (expected != actual)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received" + Path.GetExtension(path)), actual);
        }

        Assert.Equal(expected, actual);
    }
}
