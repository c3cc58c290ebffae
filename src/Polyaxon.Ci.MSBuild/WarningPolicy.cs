using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.MSBuild;

/// <summary>
/// What a project makes of warnings, by the properties that the compiler honours too. MSBuild itself reads these for warnings of tasks
/// only in part, and not at all in a project with several frameworks.
/// </summary>
/// <param name="TreatWarningsAsErrors">Whether warnings are errors.</param>
/// <param name="WarningsAsErrors">Codes of warnings that are errors all the same.</param>
/// <param name="WarningsNotAsErrors">Codes of warnings that stay warnings although the others are errors.</param>
/// <param name="NoWarn">Codes of warnings that are not given.</param>
internal sealed record WarningPolicy(
    bool TreatWarningsAsErrors,
    string WarningsAsErrors,
    string WarningsNotAsErrors,
    string NoWarn
)
{
    /// <summary>How a diagnostic is given; a suppressed warning becomes a fact.</summary>
    public DiagnosticSeverity Apply(DiagnosticRule rule) =>
        rule.Severity != DiagnosticSeverity.Warning ? rule.Severity
        : Names(NoWarn, rule.Code) ? DiagnosticSeverity.Info
        : Names(WarningsAsErrors, rule.Code) ? DiagnosticSeverity.Error
        : TreatWarningsAsErrors && !Names(WarningsNotAsErrors, rule.Code) ? DiagnosticSeverity.Error
        : DiagnosticSeverity.Warning;

    private static bool Names(string list, string code) =>
        list.Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Contains(code, StringComparer.OrdinalIgnoreCase);
}
