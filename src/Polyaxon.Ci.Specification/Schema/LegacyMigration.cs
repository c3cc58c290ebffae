using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Translates a file of the format before 0.4 (<c>settings</c>, image under <c>run</c>, matrix at the top).</summary>
internal static class LegacyMigration
{
    private static readonly string[] Searches =
    [
        "grid_search",
        "random_search",
        "hyperband",
        "bo",
        "early_stopping",
        "seed",
    ];

    /// <summary>The text in version 1.</summary>
    public static string Text(MappingNode root)
    {
        var settings = root.Find("settings")?.Value as MappingNode;
        var run = root.Find("run")?.Value as MappingNode;
        var hptuning = Hptuning(root, settings);
        var output = new YamlText();
        output.Add("version", Value.Of(1)).Add("kind", Value.Of(hptuning.Entries.Length > 0 ? "group" : "experiment"));
        Copy(output, root.Find("declarations") ?? root.Find("params"), "params");
        output.Add("hptuning", hptuning);
        output.Add("build", Build(run));
        output.Add("run", Run(run));
        return output.ToString();
    }

    private static MapValue Hptuning(MappingNode root, MappingNode? settings)
    {
        var fields = new List<KeyValuePair<string, Value>>();
        var concurrency = settings?.Find("concurrency") ?? settings?.Find("concurrent_experiments");
        if (concurrency is not null)
        {
            fields.Add(KeyValuePair.Create("concurrency", concurrency.Value.ToValue()));
        }

        foreach (var key in Searches)
        {
            if (settings?.Find(key) is { } search)
            {
                fields.Add(KeyValuePair.Create(key, search.Value.ToValue()));
            }
        }

        if (settings?.Find("n_experiments")?.Value is ScalarNode { Value: IntegerValue } count)
        {
            fields.Add(
                KeyValuePair.Create<string, Value>(
                    "grid_search",
                    new MapValue([KeyValuePair.Create("n_experiments", count.Value)])
                )
            );
        }

        if ((settings?.Find("matrix") ?? root.Find("matrix")) is { } matrix)
        {
            fields.Add(KeyValuePair.Create("matrix", matrix.Value.ToValue()));
        }

        return new MapValue([.. fields]);
    }

    private static MapValue Build(MappingNode? run)
    {
        var image = run?.Find("image")?.Value.ToValue() ?? Value.Of("python:3.12");
        var steps = (run?.Find("build_steps") ?? run?.Find("steps") ?? run?.Find("install"))?.Value.ToValue();
        return new MapValue(
            steps is null
                ? [KeyValuePair.Create("image", image)]
                : [KeyValuePair.Create("image", image), KeyValuePair.Create("build_steps", steps)]
        );
    }

    private static MapValue Run(MappingNode? run)
    {
        var command = run?.Find("cmd")?.Value;
        var text = command is null or MappingNode ? Value.Of("python train.py") : command.ToValue();
        return new MapValue([KeyValuePair.Create("cmd", text)]);
    }

    private static void Copy(YamlText output, MappingEntry? entry, string name)
    {
        if (entry is not null)
        {
            output.Add(name, entry.Value.ToValue());
        }
    }
}
