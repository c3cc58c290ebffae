namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of CI: PLX7xxx.</summary>
public static class CiRules
{
    /// <summary>More jobs than one matrix may have.</summary>
    public static DiagnosticRule TooManyJobs { get; } =
        new("PLX7001", DiagnosticSeverity.Error, "Too many jobs for one matrix");
}
