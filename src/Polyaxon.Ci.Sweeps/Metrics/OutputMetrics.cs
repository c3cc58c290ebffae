using System.Collections.Immutable;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Metrics in a program's output: <c>name=value</c> or <c>name: value</c>, for names that the group asks for only, since any
/// text may look like that. Several may stand in a line. One thread reads lines, others may look at what was found.
/// </summary>
public sealed class OutputMetrics(ImmutableArray<string> names)
{
    private const string ValueEnd = ",;|)]}\"'%";
    private readonly Lock _lock = new();
    private int _version;

    /// <summary>What was found.</summary>
    internal SeriesCollection Series { get; } = new();

    /// <summary>Changes with every value found.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>What was found so far.</summary>
    internal ImmutableArray<MetricSeries> Snapshot()
    {
        lock (_lock)
        {
            return Series.ToImmutable();
        }
    }

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
                    Add(name, value);
                }
            }
        }
    }

    private void Add(string name, double value)
    {
        lock (_lock)
        {
            Series.Add(name, null, value);
            _version++;
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
