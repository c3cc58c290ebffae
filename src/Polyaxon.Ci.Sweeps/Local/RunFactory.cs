using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Says where the runs of one group take place and how they are told about themselves.</summary>
internal sealed class RunFactory(Polyaxonfile file, SweepSettings settings, string key, long group)
{
    /// <summary>The group's folder.</summary>
    public string Folder { get; } = Path.Combine(settings.Root, "groups", FormattableString.Invariant($"{group}"));

    /// <summary>The group's unique name.</summary>
    public string GroupName { get; } = FormattableString.Invariant($"{settings.User}.{settings.Project}.{group}");

    /// <summary>An attempt in a subfolder of the group's folder.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="name">The subfolder's name: the experiment's running number.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="parent">The running number of the experiment it was promoted from; null when there is none.</param>
    public ExperimentRun Of(PlannedExperiment experiment, string name, int attempt, long? parent) =>
        new()
        {
            Experiment = experiment,
            Group = key,
            Batch = 1,
            Attempt = attempt,
            Folder = Path.Combine(Folder, name),
            WorkingDirectory = settings.WorkingDirectory,
            Project = settings.Project,
            GroupName = GroupName,
            Name = $"{GroupName}.{name}",
            LogLevel = file.LogLevel,
            ResumePath =
                parent is { } predecessor && file.Hptuning.Search is HyperbandSection { Resume: true }
                    ? Path.Combine(Folder, FormattableString.Invariant($"{predecessor}"), "outputs")
                    : null,
        };

    /// <summary>The result of an experiment that was never started.</summary>
    public ExperimentResult NotRun(
        PlannedExperiment experiment,
        ExperimentStatus status,
        string message,
        TimeProvider time
    ) =>
        new()
        {
            Group = key,
            Batch = 1,
            Index = experiment.Index,
            Attempt = 1,
            Fingerprint = experiment.Fingerprint,
            Status = status,
            Message = message,
            FinishedAt = time.GetUtcNow(),
            Declarations = experiment.Declarations,
        };
}
