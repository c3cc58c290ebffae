using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>environment</c>: checked for shape and kept, without effect.</summary>
internal static class EnvironmentReader
{
    private static readonly string[] Kinds = ["cpu", "memory", "gpu", "tpu"];
    private static readonly string[] Amounts = ["requests", "limits"];

    private static readonly string[] Maps =
    [
        "labels",
        "annotations",
        "node_selector",
        "affinity",
        "replicas",
        "tensorflow",
        "pytorch",
        "mxnet",
        "horovod",
        "mpi",
    ];

    private static readonly string[] Lists =
    [
        "image_pull_secrets",
        "secret_refs",
        "config_map_refs",
        "configmap_refs",
        "data_refs",
        "artifact_refs",
    ];

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
        Check(section);
        return (MapValue)section.Node.ToValue();
    }

    /// <summary>Checks the shape of an <c>environment</c> section.</summary>
    public static void Check(MapReader section)
    {
        section.Only(KnownFields.Environment);
        section.CheckCount("max_restarts");
        section.CheckCount("index");
        section.Text("service_account");
        foreach (var key in Maps)
        {
            section.CheckMap(key);
        }

        foreach (var key in Lists)
        {
            section.CheckTexts(key);
        }

        CheckTolerations(section);
        CheckResources(section);
        CheckPersistence(section);
        if (section.CheckMap("outputs")?.Only(["jobs", "experiments"]) is { } outputs)
        {
            outputs.CheckTexts("jobs");
            outputs.CheckTexts("experiments");
        }

        Exclude(section, "configmap_refs", "config_map_refs", "'configmap_refs' is the old name of 'config_map_refs'");
    }

    private static void CheckTolerations(MapReader section)
    {
        if (TemplatedFields.IsTemplate(section, "tolerations"))
        {
            return;
        }

        foreach (var item in section.List("tolerations").Where(item => item is not MappingNode))
        {
            section.Wrong<Node>("tolerations", item, "a list of mappings");
        }
    }

    private static void CheckResources(MapReader section)
    {
        if (section.CheckMap("resources")?.Only(Kinds) is not { } resources)
        {
            return;
        }

        foreach (var amounts in Kinds.Select(kind => resources.CheckMap(kind)?.Only(Amounts)).OfType<MapReader>())
        {
            foreach (var amount in Amounts)
            {
                amounts.CheckNumber(amount);
            }
        }
    }

    private static void CheckPersistence(MapReader section)
    {
        if (section.CheckMap("persistence")?.Only(["data", "outputs"]) is { } persistence)
        {
            persistence.CheckTexts("data");
            persistence.Text("outputs");
        }

        Exclude(section, "persistence", "data_refs", "'persistence' is the old way to name data");
        Exclude(section, "persistence", "artifact_refs", "'persistence' is the old way to name outputs");
    }

    private static void Exclude(MapReader section, string old, string now, string reason)
    {
        if (section.Find(now) is not null && section.Find(old) is not null)
        {
            section.Diagnostics.Add(
                StructureRules.Both,
                section.Node.Find(old)!.Key.Span,
                $"{reason}, and '{now}' is given too; keep one of them."
            );
        }
    }
}
