namespace Polyaxon.Ci.Planning;

/// <summary>The limits of CI systems that plans keep to; GitHub's documentation of 2026 unless said otherwise.</summary>
public static class CiLimits
{
    /// <summary>Jobs made by matrices, in one workflow run.</summary>
    public const int MatrixJobs = 256;

    /// <summary>Jobs of one <c>parallel:matrix</c> of GitLab.</summary>
    public const int GitLabJobs = 200;

    /// <summary>Artifacts that a download sees in one run.</summary>
    public const int Artifacts = 1000;

    /// <summary>Bytes of one step's summary; above it nothing of the step is shown.</summary>
    public const int SummaryBytes = 1 << 20;

    /// <summary>Errors, warnings and notices of one step, each; the rest is dropped silently.</summary>
    public const int AnnotationsOfAKind = 10;

    /// <summary>Characters of a log command's message.</summary>
    public const int AnnotationLength = 4000;

    /// <summary>Characters of all outputs of a job, with room to spare.</summary>
    public const int OutputLength = 400_000;

    /// <summary>Experiments of one group that a plan carries; beyond it files grow too large to hand around.</summary>
    public const int Experiments = 100_000;

    /// <summary>Minutes after which a hosted job is ended.</summary>
    public const int JobMinutes = 360;

    /// <summary>The time one leg should take at most, in minutes, of the six hours that a hosted job may.</summary>
    public const double LegMinutes = 300;
}
