using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>environment</c>: checked for shape and kept, without effect.</summary>
internal static class EnvironmentReader
{
    private static readonly string[] Amounts = ["requests", "limits"];

    /// <summary>The section as plain data; null when absent or faulty.</summary>
    public static MapValue? Read(MapReader root)
    {
        if (root.Map("environment") is not { } section)
        {
            return null;
        }

        root.Diagnostics.Add(
            StructureRules.EnvironmentIgnored,
            root.Node.Find("environment")!.Key.Span,
            "'environment' is kept but has no effect here: the CI system's runners or this machine decide where experiments run."
        );
        section.Only(KnownFields.Environment);
        section.Long("max_restarts", 0, int.MaxValue);
        section.Long("index", 0, int.MaxValue);
        foreach (var key in new[] { "labels", "annotations", "node_selector", "affinity", "replicas" })
        {
            section.Map(key);
        }

        foreach (var key in new[] { "tolerations", "image_pull_secrets", "secret_refs", "data_refs", "artifact_refs" })
        {
            section.List(key);
        }

        if (section.Find("config_map_refs") is not null && section.Find("configmap_refs") is { } old)
        {
            section.Diagnostics.Add(
                StructureRules.Both,
                old.Span,
                "'configmap_refs' is the old name of 'config_map_refs'; keep one of them."
            );
        }

        ReadResources(section);
        return (MapValue)section.Node.ToValue();
    }

    private static void ReadResources(MapReader section)
    {
        if (section.Map("resources")?.Only(["cpu", "memory", "gpu", "tpu"]) is not { } resources)
        {
            return;
        }

        foreach (var name in resources.Node.Entries.Select(entry => entry.Key.Text))
        {
            if (resources.Find(name) is MappingNode && resources.Map(name)?.Only(Amounts) is { } amounts)
            {
                _ = Amounts.Select(amounts.Number).ToList();
            }
        }
    }
}
