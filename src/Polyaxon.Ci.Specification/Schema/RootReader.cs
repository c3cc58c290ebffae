using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads the top level of a merged document.</summary>
internal static class RootReader
{
    private static readonly string[] Kinds = [.. Enum.GetNames<PolyaxonKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>Whether files of a kind describe experiments.</summary>
    public static bool HasExperiments(PolyaxonKind kind) => kind is PolyaxonKind.Group or PolyaxonKind.Experiment;

    /// <summary>The file; null when even its kind cannot be told. Faults are in the bag.</summary>
    public static Polyaxonfile? Read(
        MappingNode document,
        ImmutableArray<string> files,
        ImmutableArray<CommandLineParameter> given,
        DiagnosticBag diagnostics
    )
    {
        var root = new MapReader(document, "", diagnostics);
        ReadVersion(root);
        if (ReadKind(root) is not { } kind)
        {
            root.Only(KnownFields.Root);
            return null;
        }

        CheckFields(root, kind);
        var hptuning = ReadHptuning(root, kind, given);
        if (hptuning is null)
        {
            ReadSections(root, kind);
            return null;
        }

        var (build, command) = ReadSections(root, kind);
        var file = Describe(root, document, files, kind, hptuning, given) with { Build = build, Command = command };
        if (HasExperiments(kind))
        {
            InputReader.Check(file, diagnostics);
            ParamsReader.CheckClashes(file, diagnostics);
        }

        return file;
    }

    private static Polyaxonfile Describe(
        MapReader root,
        MappingNode document,
        ImmutableArray<string> files,
        PolyaxonKind kind,
        HptuningSection hptuning,
        ImmutableArray<CommandLineParameter> given
    )
    {
        CheckName(root);
        root.Text("framework");
        CheckBackend(root, kind);
        return new Polyaxonfile
        {
            Files = files,
            Document = document,
            Kind = kind,
            Name = root.Text("name")?.Text,
            Description = root.Text("description")?.Text,
            Tags = [.. root.Texts("tags").Select(tag => tag.Text).Distinct(StringComparer.Ordinal)],
            LogLevel = ReadLogLevel(root),
            Params = ParamsReader.Read(root, given),
            Inputs = InputReader.Read(root, "inputs"),
            Outputs = InputReader.Read(root, "outputs"),
            Environment = EnvironmentReader.Read(root),
            Hptuning = hptuning,
        };
    }

    /// <summary>Reports a <c>name</c> that is empty or has other characters than the format allows.</summary>
    public static void CheckName(MapReader section)
    {
        if (
            section.Text("name") is { } name
            && (name.Text.Length == 0 || !name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        )
        {
            section.Diagnostics.Add(
                StructureRules.Name,
                name.Span,
                "A name is made of letters, digits, '-' and '_', and is not empty."
            );
        }
    }

    /// <summary>A build's backend makes images, any other kind's runs experiments.</summary>
    private static void CheckBackend(MapReader root, PolyaxonKind kind)
    {
        string[] backends = kind == PolyaxonKind.Build ? BuildReader.Backends : ["native", "kubeflow", "mpi", "other"];
        root.CheckChoice("backend", backends);
    }

    private static void ReadVersion(MapReader root)
    {
        if (
            root.Require("version", "write 'version: 1'.") is { } version
            && (version as ScalarNode)?.Value.AsDouble() != 1
        )
        {
            var shown = version is ScalarNode scalar ? MapReader.Shown(scalar.Text) : "a collection";
            root.Diagnostics.Add(
                StructureRules.Version,
                version.Span,
                $"Version {shown} is not supported; write 'version: 1'."
            );
        }
    }

    private static PolyaxonKind? ReadKind(MapReader root)
    {
        root.Require("kind", "write 'kind: group'.");
        if (root.Text("kind") is not { } kind)
        {
            return null;
        }

        if (Kinds.Contains(kind.Text))
        {
            return Enum.Parse<PolyaxonKind>(kind.Text, ignoreCase: true);
        }

        root.Diagnostics.Add(
            StructureRules.Kind,
            kind.Span,
            $"'{MapReader.Shown(kind.Text)}' is no kind of version 1; it is one of {string.Join(", ", Kinds)}.{NearestName.Hint(kind.Text, Kinds)}"
        );
        return null;
    }

    private static void CheckFields(MapReader root, PolyaxonKind kind)
    {
        // Builds and pipelines of the old platform keep their fields at the top; nothing here acts on them.
        if (kind == PolyaxonKind.Build)
        {
            root.Only([.. KnownFields.Root, .. KnownFields.Build]);
            if (!OneOfGroups.ImageSources.Any(source => root.Find(source) is not null))
            {
                root.Diagnostics.Add(
                    StructureRules.ImageSource,
                    MapReader.HeadOf(root.Node.Span),
                    "A build needs exactly one of image, dockerfile and ref."
                );
            }
        }
        else if (kind != PolyaxonKind.Pipeline)
        {
            root.Only(KnownFields.Root);
        }

        if (kind == PolyaxonKind.Job)
        {
            root.Require("build", "a job is built before it runs.");
        }
    }

    private static HptuningSection? ReadHptuning(
        MapReader root,
        PolyaxonKind kind,
        ImmutableArray<CommandLineParameter> given
    )
    {
        if (kind == PolyaxonKind.Group)
        {
            return HptuningReader.Read(
                root,
                given.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal)
            );
        }

        if (root.Node.Find("hptuning") is { Value.IsNull: false } entry)
        {
            root.Diagnostics.Add(
                StructureRules.Both,
                entry.Key.Span,
                $"'hptuning' belongs to 'kind: group', not to 'kind: {kind.ToString().ToLowerInvariant()}'."
            );
        }

        return new HptuningSection([], 1, null, new GridSearchSection(null), []);
    }

    private static (BuildSection? Build, ImmutableArray<ScalarNode> Command) ReadSections(
        MapReader root,
        PolyaxonKind kind
    ) =>
        kind is PolyaxonKind.Build or PolyaxonKind.Pipeline
            ? (null, [])
            : (BuildReader.Read(root), RunReader.Read(root, kind));

    /// <summary><c>logging.level</c>; INFO when not given.</summary>
    public static string ReadLogLevel(MapReader root)
    {
        var logging = root.Map("logging")?.Only(["level", "formatter"]);
        logging?.Text("formatter");
        return logging?.Choice("level", "INFO", "DEBUG", "WARN", "ERROR", "FATAL") ?? "INFO";
    }
}
