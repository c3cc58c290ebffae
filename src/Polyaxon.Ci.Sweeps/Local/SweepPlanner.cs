using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>An experiment that can be run, or the reason why its command cannot be rendered.</summary>
internal sealed record PlannedRun(PlannedExperiment Experiment, string? Fault);

/// <summary>Turns suggestions into experiments. Pure.</summary>
internal sealed class SweepPlanner(Polyaxonfile file, ExperimentRenderer renderer)
{
    public PlannedRun Plan(Suggestion suggestion)
    {
        var rendered = renderer.Render(suggestion.Values, suggestion.Resource);
        ImmutableArray<KeyValuePair<string, Value>> parameters =
        [
            .. file.Hptuning.Matrix.Zip(
                suggestion.Values,
                (dimension, value) => KeyValuePair.Create(dimension.Name, value)
            ),
        ];
        PlannedExperiment experiment = new()
        {
            Index = suggestion.Id,
            Parameters = parameters,
            Declarations = rendered.Experiment?.Declarations ?? parameters,
            Command = rendered.Experiment?.Command ?? "",
            Fingerprint = "",
            Bracket = suggestion.Bracket,
            Rung = suggestion.Rung,
            Resource = suggestion.Resource,
            Parent = suggestion.Parent,
        };
        return new PlannedRun(experiment with { Fingerprint = Fingerprint(experiment) }, rendered.Fault?.Message);
    }

    private string Fingerprint(PlannedExperiment experiment)
    {
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new("declarations", new MapValue(experiment.Declarations)),
                new("command", Value.Of(experiment.Command)),
                new("image", file.Build?.Image is { } image ? Value.Of(image) : Value.Null),
                new("build", new ListValue([.. (file.Build?.BuildSteps ?? []).Select(Value.Of)])),
                new("resource", experiment.Resource ?? Value.Null),
                new("parent", experiment.Parent is { } parent ? Value.Of(parent) : Value.Null),
            ]
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
