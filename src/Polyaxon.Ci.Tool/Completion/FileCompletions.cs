using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Commands;

namespace Polyaxon.Ci.Tool.Completion;

/// <summary>What a polyaxonfile offers to a command line that is being typed.</summary>
internal static class FileCompletions
{
    /// <summary>Names for <c>-P</c>, matrix parameters first, each followed by <c>=</c>.</summary>
    public static IEnumerable<string> Parameters(LoadedFile loaded) =>
        loaded.Result.File is not { } file
            ? []
            : file
                .Hptuning.Matrix.Select(parameter => parameter.Name)
                .Concat(file.Params.Select(param => param.Name))
                .Concat(file.Inputs.Select(input => input.Name))
                .Distinct(StringComparer.Ordinal)
                .Where(IsPlain)
                .Select(name => name + "=");

    /// <summary>Metrics for <c>--metric</c>, with and without a direction.</summary>
    public static IEnumerable<string> Metrics(LoadedFile loaded) =>
        loaded.Result.File is not { Hptuning: var hptuning }
            ? []
            : hptuning
                .EarlyStopping.Select(EarlyStopping.GoalOf)
                .Prepend(hptuning.Search.Goal)
                .OfType<MetricGoal>()
                .DistinctBy(goal => goal.Name)
                .Where(goal => IsPlain(goal.Name))
                .SelectMany(goal => new[] { goal.Name, $"{goal.Name}:minimize", $"{goal.Name}:maximize" });

    /// <summary>Whether a shell takes a name as it is: what is offered is put onto a command line.</summary>
    private static bool IsPlain(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');
}
