using Xunit;

namespace Polyaxon.Ci.Testing;

/// <summary>The file that <c>GITHUB_OUTPUT</c> or <c>GITHUB_ENV</c> names, read as a runner reads it.</summary>
public static class RunnerFile
{
    /// <summary>Its entries: <c>name=value</c>, and <c>name&lt;&lt;DELIMITER</c> up to that delimiter.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        Dictionary<string, string> entries = [];
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var equals = lines[i].IndexOf('=', StringComparison.Ordinal);
            var heredoc = lines[i].IndexOf("<<", StringComparison.Ordinal);
            if (lines[i].Length == 0)
            {
                continue;
            }

            if (equals >= 0 && (heredoc < 0 || equals < heredoc))
            {
                entries[lines[i][..equals]] = lines[i][(equals + 1)..];
                continue;
            }

            Assert.True(heredoc >= 0, $"Invalid format '{lines[i]}'");
            var end = Array.IndexOf(lines, lines[i][(heredoc + 2)..], i + 1);
            Assert.True(end > i, $"The delimiter of '{lines[i]}' was not found.");
            entries[lines[i][..heredoc]] = string.Join('\n', lines[(i + 1)..end]);
            i = end;
        }

        return entries;
    }
}
