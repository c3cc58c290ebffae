namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of CI: PLX7xxx.</summary>
public static class CiRules
{
    /// <summary>More jobs than one matrix may have.</summary>
    public static DiagnosticRule TooManyJobs { get; } =
        new("PLX7001", DiagnosticSeverity.Error, "Too many jobs for one matrix");

    /// <summary>More batches than the workflow has.</summary>
    public static DiagnosticRule TooManyBatches { get; } =
        new("PLX7002", DiagnosticSeverity.Error, "Too many batches for the workflow");

    /// <summary>More experiments than a group in CI may have.</summary>
    public static DiagnosticRule TooManyExperiments { get; } =
        new("PLX7003", DiagnosticSeverity.Error, "Too many experiments for CI");

    /// <summary>All batches together make more jobs than one run may have.</summary>
    public static DiagnosticRule JobsInSum { get; } =
        new("PLX7004", DiagnosticSeverity.Warning, "Too many jobs in sum");

    /// <summary>All batches together leave more artifacts than a download sees.</summary>
    public static DiagnosticRule ArtifactsInSum { get; } =
        new("PLX7005", DiagnosticSeverity.Warning, "Too many artifacts in sum");

    /// <summary>More experiments went into a job than asked for.</summary>
    public static DiagnosticRule PackedTighter { get; } =
        new("PLX7006", DiagnosticSeverity.Warning, "More experiments in a job than asked for");

    /// <summary>A job takes longer than hosted ones may.</summary>
    public static DiagnosticRule LongJob { get; } = new("PLX7007", DiagnosticSeverity.Warning, "Job takes too long");

    /// <summary>Some experiments cannot be rendered and count as failed.</summary>
    public static DiagnosticRule RefusedExperiments { get; } =
        new("PLX7008", DiagnosticSeverity.Warning, "Experiments that cannot be run");
}
