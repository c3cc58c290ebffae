using Polyaxon.Ci.Tool.Commands;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What the user asked <c>run</c> for.</summary>
internal sealed record RunOptions
{
    /// <summary>The polyaxonfile.</summary>
    public required LoadedGroup Loaded { get; init; }

    /// <summary>What ranks; null when not given.</summary>
    public string? Metric { get; init; }

    /// <summary>The project's name; null when not given.</summary>
    public string? Project { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The shell; null for bash.</summary>
    public string? Shell { get; init; }

    /// <summary>The longest an experiment may take, in seconds; null for any time.</summary>
    public double? Timeout { get; init; }

    /// <summary>How often a failed experiment is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>After so many failed experiments nothing new is started; null for any number.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>What makes the outcome bad; null for the default.</summary>
    public string? FailOn { get; init; }

    /// <summary>Whether the build is left out.</summary>
    public bool NoBuild { get; init; }

    /// <summary>Whether only the first experiments are shown.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether a Bayesian search refills free slots at once.</summary>
    public bool IsAsync { get; init; }

    /// <summary>Where the output goes and how it looks.</summary>
    public required RunOutput Output { get; init; }
}
