namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>A kind of fault. Codes are stable: a code is never given to another fault.</summary>
/// <param name="Code">The stable code, <c>PLX</c> and four digits.</param>
/// <param name="Severity">How serious a fault of this kind is.</param>
/// <param name="Title">What is wrong, in a few words, without names or values.</param>
public sealed record DiagnosticRule(string Code, DiagnosticSeverity Severity, string Title)
{
    /// <summary>The page that explains the code.</summary>
    public string HelpLink =>
        $"https://github.com/polyaxon-ci/polyaxon-ci/blob/main/docs/diagnostics.md#{Code.ToLowerInvariant()}";
}
