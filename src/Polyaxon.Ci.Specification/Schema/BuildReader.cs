using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>build</c>.</summary>
internal static class BuildReader
{
    /// <summary>What can make an image.</summary>
    public static string[] Backends { get; } = ["native", "kaniko", "other"];

    /// <summary>The section; null when absent or faulty.</summary>
    public static BuildSection? Read(MapReader root)
    {
        if (root.Map("build") is not { } build)
        {
            return null;
        }

        build.Only(KnownFields.Build);
        var sources = OneOfGroups
            .ImageSources.Where(name => build.Find(name) is { } value && value is not ScalarNode { Text: "" })
            .ToList();
        if (sources.Count != 1)
        {
            var found =
                sources.Count == 0 ? "none of them" : string.Join(" and ", sources.Order(StringComparer.Ordinal));
            build.Diagnostics.Add(
                StructureRules.ImageSource,
                MapReader.HeadOf(build.Node.Span),
                $"'build' needs exactly one of image, dockerfile and ref; it has {found}."
            );
        }

        CheckRest(build);
        var image = build.Text("image");
        CheckImage(build, image);
        return new BuildSection(
            image?.Text,
            build.Text("dockerfile")?.Text,
            build.Text("ref")?.Text,
            build.Text("context")?.Text,
            [.. build.Texts("build_steps").Select(step => step.Text)],
            ReadVariables(build),
            build.Boolean("nocache") ?? false
        );
    }

    /// <summary>Fields without effect here; their shape is checked all the same.</summary>
    private static void CheckRest(MapReader build)
    {
        build.CheckChoice("backend", Backends);
        build.Choice("kind", "build");
        foreach (var key in new[] { "lang_env", "commit", "branch", "description" })
        {
            build.Text(key);
        }

        if (build.Find("version") is not null)
        {
            build.Long("version", 1, 1);
        }

        RootReader.CheckName(build);
        RootReader.ReadLogLevel(build);
        build.CheckTexts("tags");
        build.Map("params");
        InputReader.Read(build, "inputs");
        InputReader.Read(build, "outputs");
        if (build.CheckMap("environment") is { } environment)
        {
            EnvironmentReader.Check(environment);
        }
    }

    private static void CheckImage(MapReader build, ScalarNode? image)
    {
        // A template is checked by the container engine once it is rendered.
        if (image is null || image.Text.Length == 0 || image.Text.Contains("{{", StringComparison.Ordinal))
        {
            return;
        }

        var parts = image.Text.Split(':');
        var isPort =
            parts.Length != 3 || (parts[1].Contains('/', StringComparison.Ordinal) && !parts[1].StartsWith('/'));
        if (image.Text.Any(char.IsWhiteSpace) || parts.Length > 3 || !isPort)
        {
            build.Diagnostics.Add(
                StructureRules.Image,
                image.Span,
                $"'{MapReader.Shown(image.Text)}' is not an image name such as 'python:3.12' or 'host:5000/team/image:tag'."
            );
        }
    }

    private static ImmutableArray<KeyValuePair<string, string>> ReadVariables(MapReader build)
    {
        var variables = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var item in build.List("env_vars"))
        {
            if (item is SequenceNode { Items: [ScalarNode name, ScalarNode value] })
            {
                variables.Add(KeyValuePair.Create(name.Text, value.Text));
            }
            else
            {
                build.Wrong<Node>("env_vars", item, "a list of pairs such as [NAME, value]");
            }
        }

        return variables.ToImmutable();
    }
}
