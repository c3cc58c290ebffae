using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Translates a file of version 1.1 (<c>kind: operation</c> or <c>component</c>) as far as it has a counterpart in version 1.</summary>
internal static class LaterMigration
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["choice"] = "values",
        ["pchoice"] = "pvalues",
    };

    /// <summary>The text in version 1.</summary>
    public static string Text(MappingNode root)
    {
        var matrix = root.Find("matrix")?.Value as MappingNode;
        var container = Container(root);
        var output = new YamlText();
        output.Add("version", Value.Of(1)).Add("kind", Value.Of(matrix is null ? "experiment" : "group"));
        if (root.Find("params")?.Value is MappingNode parameters)
        {
            output.Add(
                "params",
                Map(parameters.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Unwrapped(entry.Value))))
            );
        }

        if (matrix is not null)
        {
            output.Add("hptuning", Hptuning(matrix));
        }

        output.Add(
            "build",
            Map([KeyValuePair.Create("image", container?.Find("image")?.Value.ToValue() ?? Value.Of("python:3.12"))])
        );
        output.Add("run", Map([KeyValuePair.Create("cmd", Command(container))]));
        return output.ToString();
    }

    private static MapValue Hptuning(MappingNode matrix)
    {
        var fields = new List<KeyValuePair<string, Value>>();
        if (matrix.Find("concurrency") is { } concurrency)
        {
            fields.Add(KeyValuePair.Create("concurrency", concurrency.Value.ToValue()));
        }

        if (Search(matrix) is { } search)
        {
            fields.Add(search);
        }

        if ((matrix.Find("earlyStopping") ?? matrix.Find("early_stopping"))?.Value is { } stopping)
        {
            fields.Add(KeyValuePair.Create("early_stopping", stopping.ToValue()));
        }

        fields.Add(KeyValuePair.Create<string, Value>("matrix", Parameters(matrix)));
        return Map(fields);
    }

    private static KeyValuePair<string, Value>? Search(MappingNode matrix)
    {
        var kind = (matrix.Find("kind")?.Value as ScalarNode)?.Text;
        (string From, string To)[] keys = kind switch
        {
            "random" => [("numRuns", "n_experiments")],
            "bayes" =>
            [
                ("numInitialRuns", "n_initial_trials"),
                ("maxIterations", "n_iterations"),
                ("metric", "metric"),
            ],
            "hyperband" =>
            [
                ("maxIterations", "max_iter"),
                ("eta", "eta"),
                ("resource", "resource"),
                ("resume", "resume"),
                ("metric", "metric"),
            ],
            _ => [],
        };
        var name = kind switch
        {
            "random" => "random_search",
            "bayes" => "bo",
            "hyperband" => "hyperband",
            _ => null,
        };
        var fields = keys.Select(key => (key.To, Entry: matrix.Find(key.From))).Where(field => field.Entry is not null);
        return name is null
            ? null
            : KeyValuePair.Create<string, Value>(
                name,
                Map(fields.Select(field => KeyValuePair.Create(field.To, field.Entry!.Value.ToValue())))
            );
    }

    private static MapValue Parameters(MappingNode matrix)
    {
        if (matrix.Find("params")?.Value is MappingNode parameters)
        {
            return Map(parameters.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Option(entry.Value))));
        }

        // An explicit list of sets has no counterpart; what each name takes is shown.
        var sets =
            (matrix.Find("values")?.Value as SequenceNode)?.Items.OfType<MappingNode>().SelectMany(set => set.Entries)
            ?? [];
        return Map(
            sets.GroupBy(entry => entry.Key.Text, StringComparer.Ordinal)
                .Select(group =>
                    KeyValuePair.Create(
                        group.Key,
                        (Value)Map([
                            KeyValuePair.Create(
                                "values",
                                (Value)new ListValue([.. group.Select(entry => entry.Value.ToValue()).Distinct()])
                            ),
                        ])
                    )
                )
        );
    }

    private static Value Option(Node node)
    {
        if (node is not MappingNode option || option.Find("kind")?.Value is not ScalarNode kind)
        {
            return node.ToValue();
        }

        return Map([
            KeyValuePair.Create(
                Options.GetValueOrDefault(kind.Text, kind.Text),
                option.Find("value")?.Value.ToValue() ?? Value.Null
            ),
        ]);
    }

    private static Value Command(MappingNode? container)
    {
        var parts = new[] { container?.Find("command")?.Value.ToValue(), container?.Find("args")?.Value.ToValue() };
        var words = parts.SelectMany(part =>
            part is ListValue list ? list.Items.Select(item => item.ToString())
            : part is null ? []
            : [part.ToString()]
        );
        var text = string.Join(' ', words);
        return Value.Of(text.Length == 0 ? "python train.py" : text);
    }

    private static MappingNode? Container(MappingNode root)
    {
        var component = root.Find("component")?.Value as MappingNode ?? root;
        return (component.Find("run")?.Value as MappingNode)?.Find("container")?.Value as MappingNode;
    }

    private static Value Unwrapped(Node node) =>
        node is MappingNode mapping && mapping.Find("value") is { } inner ? inner.Value.ToValue() : node.ToValue();

    private static MapValue Map(IEnumerable<KeyValuePair<string, Value>> fields) => new([.. fields]);
}
