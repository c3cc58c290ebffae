using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning;

/// <summary>An experiment that can be run, or the reason why its command cannot be rendered.</summary>
/// <param name="Experiment">What was planned; without a command when there is a fault.</param>
/// <param name="Fault">Why it cannot be run; null when it can.</param>
public sealed record PlannedRun(PlannedExperiment Experiment, string? Fault);

/// <summary>Turns suggestions into experiments, the same way on a laptop and in CI. Pure.</summary>
public sealed class ExperimentPlanner(Polyaxonfile file, ExperimentRenderer renderer)
{
    /// <summary>Renders a suggestion and gives it its fingerprint.</summary>
    /// <param name="suggestion">What the search proposed.</param>
    /// <param name="parentFingerprint">The fingerprint of the experiment it was promoted from; null when there is none.</param>
    public PlannedRun Plan(Suggestion suggestion, string? parentFingerprint)
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
        return new PlannedRun(
            experiment with
            {
                Fingerprint = Fingerprint(experiment, parentFingerprint),
            },
            rendered.Fault?.Message
        );
    }

    /// <summary>
    /// What makes two experiments the same work. A parent counts by its own fingerprint, since ids depend on the order of
    /// suggestions; declarations count by name, whatever their order in the file.
    /// </summary>
    private string Fingerprint(PlannedExperiment experiment, string? parentFingerprint)
    {
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new(
                    "declarations",
                    new MapValue([.. experiment.Declarations.OrderBy(one => one.Key, StringComparer.Ordinal)])
                ),
                new("command", Value.Of(experiment.Command)),
                new("build", Build(file.Build)),
                new("resource", experiment.Resource ?? Value.Null),
                new("parent", OrNull(parentFingerprint)),
            ]
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static Value Build(BuildSection? build) =>
        build is null
            ? Value.Null
            : new MapValue([
                new("image", OrNull(build.Image)),
                new("dockerfile", OrNull(build.Dockerfile)),
                new("ref", OrNull(build.Ref)),
                new("context", OrNull(build.Context)),
                new("build_steps", new ListValue([.. build.BuildSteps.Select(Value.Of)])),
                new(
                    "env_vars",
                    new MapValue([
                        .. build.EnvVars.Select(one => KeyValuePair.Create(one.Key, (Value)Value.Of(one.Value))),
                    ])
                ),
            ]);

    private static Value OrNull(string? text) => text is null ? Value.Null : Value.Of(text);
}
