using System.Collections.Immutable;

namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Collects the diagnostics of one reading. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    /// <summary>
    /// The most errors kept of one file, and the most of its other diagnostics: more of a broken file helps nobody. They are
    /// counted apart, so that warnings never hide an error.
    /// </summary>
    public const int Capacity = 100;

    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<Diagnostic> _known = [];
    private readonly HashSet<(DiagnosticRule, SourceSpan)> _places = [];
    private readonly Dictionary<(string File, bool IsError), int> _counts = [];
    private readonly Dictionary<string, Overflow> _overflows = new(StringComparer.Ordinal);

    /// <summary>Whether an error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a fault; the same fault at the same place is kept once.</summary>
    public void Add(DiagnosticRule rule, SourceSpan span, string message) => Add(rule, span, () => message);

    /// <summary>Adds a fault whose message takes time to find, such as a search for a similar name; it is asked for only when it is kept.</summary>
    public void Add(DiagnosticRule rule, SourceSpan span, Func<string> message)
    {
        var isError = rule.Severity == DiagnosticSeverity.Error;
        HasErrors |= isError;
        var count = _counts.GetValueOrDefault((span.File, isError));
        if (count >= Capacity)
        {
            Drop(rule, span);
            return;
        }

        var diagnostic = new Diagnostic(rule, message(), span);
        if (_known.Add(diagnostic))
        {
            _items.Add(diagnostic);
            _places.Add((rule, span));
            _counts[(span.File, isError)] = count + 1;
        }
    }

    /// <summary>
    /// All diagnostics, by file in the order first met, then by place. A file with more than are kept ends with one that says how
    /// many there are.
    /// </summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [
            .. _items
                .GroupBy(item => item.Span.File, StringComparer.Ordinal)
                .SelectMany(file =>
                    file.OrderBy(item => item.Span.Line).ThenBy(item => item.Span.Column).Concat(Summary(file.Key))
                ),
        ];

    private void Drop(DiagnosticRule rule, SourceSpan span)
    {
        if (_places.Contains((rule, span)))
        {
            return;
        }

        if (!_overflows.TryGetValue(span.File, out var overflow))
        {
            _overflows[span.File] = overflow = new Overflow(span);
        }

        overflow.Places.Add((rule, span));
    }

    private IEnumerable<Diagnostic> Summary(string file)
    {
        if (_overflows.TryGetValue(file, out var overflow))
        {
            var errors = overflow.Places.Count(place => place.Rule.Severity == DiagnosticSeverity.Error);
            var others = overflow.Places.Count - errors;
            yield return new Diagnostic(
                FileRules.MoreFaults,
                $"There is more: {errors} errors and {others} warnings or notes of this file are not listed, the first of them here. Mend those above, then check again.",
                overflow.First
            );
        }
    }

    /// <summary>What is not listed of one file: each kind of fault once for each place.</summary>
    private sealed record Overflow(SourceSpan First)
    {
        public HashSet<(DiagnosticRule Rule, SourceSpan Span)> Places { get; } = [];
    }
}
