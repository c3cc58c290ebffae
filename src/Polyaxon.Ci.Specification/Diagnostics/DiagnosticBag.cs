using System.Collections.Immutable;

namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Collects the diagnostics of one reading. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    /// <summary>The most diagnostics kept; more of a broken file helps nobody.</summary>
    public const int Capacity = 1000;

    private readonly List<Diagnostic> _items = [];

    /// <summary>Whether an error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a fault; the same fault at the same place is kept once.</summary>
    public void Add(DiagnosticRule rule, SourceSpan span, string message)
    {
        HasErrors |= rule.Severity == DiagnosticSeverity.Error;
        var diagnostic = new Diagnostic(rule, message, span);
        if (_items.Count < Capacity && !_items.Contains(diagnostic))
        {
            _items.Add(diagnostic);
        }
    }

    /// <summary>All diagnostics, by file in the order first met, then by place.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        var files = _items.Select(item => item.Span.File).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. _items
                .OrderBy(item => files.IndexOf(item.Span.File))
                .ThenBy(item => item.Span.Line)
                .ThenBy(item => item.Span.Column),
        ];
    }
}
