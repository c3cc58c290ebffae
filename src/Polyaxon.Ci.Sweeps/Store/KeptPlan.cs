using System.Globalization;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>What a group's folder tells of its plan.</summary>
/// <param name="Definition">What the group is.</param>
/// <param name="File">Its specification.</param>
/// <param name="Experiments">Its experiments by running number, with the line each was planned from.</param>
internal sealed record KeptPlan(
    GroupDefinition Definition,
    Polyaxonfile File,
    IReadOnlyList<(long Id, PlannedExperiment Experiment, string Line)> Experiments
)
{
    /// <summary>Reads it; null when there is no definition that can be understood. Half a line at the end is passed over.</summary>
    public static KeptPlan? Read(GroupFolder folder)
    {
        if (
            GroupDefinitionFile.Read(folder.Definition) is not { } definition
            || definition.Read() is not { File: { } file, Renderer: { } renderer }
        )
        {
            return null;
        }

        ExperimentPlanner planner = new(file, renderer);
        Dictionary<long, PlannedExperiment> planned = [];
        List<(long, PlannedExperiment, string)> experiments = [];
        foreach (var text in Lines(folder.Plan))
        {
            var at = text.IndexOf(' ', StringComparison.Ordinal);
            if (
                at > 0
                && long.TryParse(text[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && PlanLine.Read(text[(at + 1)..], file.Hptuning.Matrix) is { Suggestion: { } suggestion }
            )
            {
                var parent = suggestion.Parent is { } one ? planned.GetValueOrDefault(one) : null;
                var experiment = planner.Plan(suggestion, parent?.Fingerprint).Experiment;
                planned[experiment.Index] = experiment;
                experiments.Add((id, experiment, text[(at + 1)..]));
            }
        }

        return new KeptPlan(definition, file, experiments);
    }

    private static string[] Lines(string path)
    {
        try
        {
            return System.IO.File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
