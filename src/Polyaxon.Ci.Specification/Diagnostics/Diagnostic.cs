namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>A fault found at a place, with the advice how to mend it in its message.</summary>
/// <param name="Rule">The kind of fault.</param>
/// <param name="Message">What is wrong here and what to do about it, in one or two sentences.</param>
/// <param name="Span">Where.</param>
public sealed record Diagnostic(DiagnosticRule Rule, string Message, SourceSpan Span)
{
    /// <summary>The stable code.</summary>
    public string Code => Rule.Code;

    /// <summary>How serious it is.</summary>
    public DiagnosticSeverity Severity => Rule.Severity;

    /// <summary><c>file(line,column): severity code: message</c>, the form that editors and build logs make clickable.</summary>
    public override string ToString() =>
        $"{Span.File}({Span.Line},{Span.Column}): {Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}
