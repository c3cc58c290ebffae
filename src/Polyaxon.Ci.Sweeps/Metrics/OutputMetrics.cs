using System.Collections.Immutable;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Metrics in a program's output: <c>name=value</c> or <c>name: value</c>, for names that the group asks for only, since any
/// text may look like that. Several may stand in a line. Not thread-safe.
/// </summary>
public sealed class OutputMetrics(ImmutableArray<string> names)
{
    private const string ValueEnd = ",;|)]}\"'%";

    /// <summary>What was found.</summary>
    internal SeriesCollection Series { get; } = new();

    /// <summary>Looks at a line.</summary>
    public void Read(string line)
    {
        foreach (var name in names)
        {
            for (
                var at = line.IndexOf(name, StringComparison.Ordinal);
                at >= 0;
                at = line.IndexOf(name, at + name.Length, StringComparison.Ordinal)
            )
            {
                if ((at == 0 || !IsNamePart(line[at - 1])) && Value(line.AsSpan(at + name.Length)) is { } value)
                {
                    Series.Add(name, null, value);
                }
            }
        }
    }

    private static double? Value(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart("\"' \t");
        if (rest.IsEmpty || rest[0] is not ('=' or ':'))
        {
            return null;
        }

        rest = rest[1..].TrimStart();
        var end = 0;
        while (
            end < rest.Length
            && !char.IsWhiteSpace(rest[end])
            && !ValueEnd.Contains(rest[end], StringComparison.Ordinal)
        )
        {
            end++;
        }

        return MetricNumber.TryParse(rest[..end].TrimEnd('.'), out var value) ? value : null;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '/';
}
