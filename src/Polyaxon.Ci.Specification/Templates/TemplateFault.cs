using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Thrown inside this folder only: a template that cannot be parsed or rendered. Callers turn it into a diagnostic.</summary>
internal sealed class TemplateFault(DiagnosticRule rule, int offset, int length, string message) : Exception(message)
{
    /// <summary>The kind of fault.</summary>
    public DiagnosticRule Rule { get; } = rule;

    /// <summary>Where in the template's text.</summary>
    public int Offset { get; } = offset;

    /// <summary>How long the faulty part is.</summary>
    public int Length { get; } = length;
}
