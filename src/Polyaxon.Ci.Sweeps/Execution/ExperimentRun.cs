using Polyaxon.Ci.Planning;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>One attempt of one experiment: what to run, where, and how it is told about itself.</summary>
public sealed record ExperimentRun
{
    /// <summary>What to run.</summary>
    public required PlannedExperiment Experiment { get; init; }

    /// <summary>The group's id.</summary>
    public required string Group { get; init; }

    /// <summary>The batch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Where the experiment leaves its log, metrics and outputs; an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the command runs; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The project's name.</summary>
    public string Project { get; init; } = "";

    /// <summary>The group's unique name, <c>user.project.G</c>.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>The experiment's unique name, <c>user.project.G.E</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>logging.level</c>.</summary>
    public string LogLevel { get; init; } = "INFO";

    /// <summary>The outputs of the experiment this one continues; null when it starts afresh.</summary>
    public string? ResumePath { get; init; }

    /// <summary>The commit of the code that runs; null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The attempt's record; without a path of its own it is <c>result.json</c> in the folder.</summary>
    public string RecordPath
    {
        get => field ?? Path.Combine(Folder, "result.json");
        init;
    }

    /// <summary>The log, with standard output and error as they came.</summary>
    public string LogPath => Path.Combine(Folder, "log.txt");

    /// <summary>The folder in which the experiment leaves files.</summary>
    public string OutputsPath => Path.Combine(Folder, "outputs");

    /// <summary>The file of tracked metrics, JSON Lines.</summary>
    public string MetricsPath => Path.Combine(Folder, "metrics.jsonl");
}
