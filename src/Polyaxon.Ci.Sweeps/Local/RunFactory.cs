using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Says where the runs of one group take place and how they are told about themselves.</summary>
internal sealed class RunFactory(Polyaxonfile file, GroupDefinition definition, GroupFolder folder, long group)
{
    private readonly string _groupName = FormattableString.Invariant($"{definition.User}.{definition.Project}.{group}");
    private readonly bool _resumes = file.Hptuning.Search is HyperbandSection { Resume: true };

    /// <summary>An attempt of an experiment.</summary>
    /// <param name="entry">The experiment; its attempt is the one to run.</param>
    /// <param name="parent">The experiment it was promoted from; null when there is none.</param>
    public ExperimentRun Of(LedgerEntry entry, LedgerEntry? parent) =>
        Of(entry.Experiment, folder.Experiment(entry.Id), NameOf(entry.Id)) with
        {
            Batch = entry.Batch,
            Attempt = entry.Attempt,
            ResumePath = _resumes && parent is not null ? Path.Combine(folder.Experiment(parent.Id), "outputs") : null,
        };

    /// <summary>The build as an attempt.</summary>
    public ExperimentRun Build() =>
        Of(
            new PlannedExperiment
            {
                Index = 0,
                Parameters = [],
                Declarations = [],
                Command = "",
                Fingerprint = "",
            },
            folder.Build,
            $"{_groupName}.build"
        );

    /// <summary>An experiment's unique name.</summary>
    public string NameOf(long id) => FormattableString.Invariant($"{_groupName}.{id}");

    /// <summary>The result of an experiment that was not started.</summary>
    public ExperimentResult NotRun(
        LedgerEntry entry,
        ExperimentStatus status,
        string message,
        StopCause? cause,
        DateTimeOffset now
    ) =>
        new()
        {
            Group = definition.Key,
            Batch = entry.Batch,
            Index = entry.Experiment.Index,
            Attempt = entry.Attempt,
            Fingerprint = entry.Experiment.Fingerprint,
            Status = status,
            Message = message,
            StoppedBy = cause,
            FinishedAt = now,
            Declarations = entry.Experiment.Declarations,
        };

    private ExperimentRun Of(PlannedExperiment experiment, string place, string name) =>
        new()
        {
            Experiment = experiment,
            Group = definition.Key,
            Batch = 1,
            Folder = place,
            WorkingDirectory = definition.WorkingDirectory,
            Project = definition.Project,
            GroupName = _groupName,
            Name = name,
            LogLevel = file.LogLevel,
        };
}
