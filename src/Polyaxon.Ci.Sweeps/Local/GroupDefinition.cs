using System.Collections.Immutable;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>
/// All that makes a group: kept beside its experiments, so that it can be resumed without its polyaxonfile. A file that has changed in
/// the meantime does not matter: the kept text counts.
/// </summary>
public sealed record GroupDefinition
{
    /// <summary>The group's id, the same in all its results; empty until it is made.</summary>
    public string Key { get; init; } = "";

    /// <summary>The polyaxonfiles, merged left to right.</summary>
    public required ImmutableArray<SourceText> Files { get; init; }

    /// <summary>The <c>-P NAME=VALUE</c> texts.</summary>
    public ImmutableArray<string> Params { get; init; } = [];

    /// <summary>Where commands run; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>Who runs it.</summary>
    public required string User { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>What ranks; null when nothing does.</summary>
    public MetricGoal? Objective { get; init; }

    /// <summary><c>process</c> or <c>docker</c>.</summary>
    public string Engine { get; init; } = "process";

    /// <summary>The shell asked for; null for bash.</summary>
    public string? Shell { get; init; }

    /// <summary>The longest an experiment may take, in seconds; null for any time.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>How often a failed experiment is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>After so many failed experiments nothing new is started; null for any number.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>What makes the outcome bad, as asked; null for the default.</summary>
    public string? FailOn { get; init; }

    /// <summary>Whether build steps are left out.</summary>
    public bool SkipBuild { get; init; }

    /// <summary>Whether a Bayesian search refills free slots at once instead of waiting for its batch.</summary>
    public bool IsAsync { get; init; }

    /// <summary>The definition kept in a group's folder; null when there is none that can be understood.</summary>
    public static GroupDefinition? Load(GroupFolder folder) => GroupDefinitionFile.Read(folder.Definition);

    /// <summary>Reads the specification: the same texts give the same experiments.</summary>
    public ReadResult Read() => PolyaxonfileReader.Read(Files, Params);
}
