using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests.Fuzz;

/// <summary>
/// Changes polyaxonfiles a little, in the ways that hands and programs do, and reads them. The changes are drawn by a fixed
/// generator, so that every run reads the same texts.
/// </summary>
public class MutationFuzzTests
{
    private const int Inputs = 100_000;

    private static readonly string[] Pieces =
    [
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "#",
        "&a ",
        "*a",
        "<<: ",
        "!x ",
        "|",
        ">",
        "---\n",
        "...\n",
        "{{",
        "}}",
        "{% if m %}",
        "{% endif %}",
        "{#",
        "#}",
        "\\",
        "null",
        "~",
        "true",
        "0",
        "-1",
        "1e999",
        ".nan",
        "0:1:0",
        "1:10:2",
        "version: 1\n",
        "kind: group\n",
        "matrix:",
        "values: []",
        "hptuning:",
        "params: {a: '{{ a }}'}\n",
        "bo:",
        "hyperband:",
        "\u0000",
        "\ufeff",
        "é",
        "\ud83d\ude00",
        "9999999999999999999999",
        "1e-5",
        "a b",
        ",",
    ];

    private static readonly string[] Own =
    [
        "version: 1\nkind: group\nparams: {a: '{{ lr }}', b: [1, 'x{{ a }}']}\nhptuning:\n  matrix:\n    lr: {logspace: 0.01:0.1:5}\n    n: {range: [1, 10, 2]}\n    d: {pvalues: [[a, 0.5], [b, 0.5]]}\n  random_search: {n_experiments: 3}\nrun: {cmd: 'run {{ lr }} {{ n * 2 }} {{ d | upper }} {{ b[1] }}'}\n",
        "version: 1\nkind: group\ninputs:\n  - {name: v, type: bool, is_flag: true, is_optional: true, default: true}\nhptuning:\n  concurrency: 2\n  matrix:\n    m: {values: [1, 2.5, x, null, [1], {k: v}]}\n  hyperband: {max_iter: 9, eta: 3, resource: {name: e, type: int}, metric: {name: loss, optimization: minimize}}\n  early_stopping:\n    - {metric: loss, value: 0.1, optimization: minimize}\nbuild: {image: 'a:1', build_steps: [x]}\nrun:\n  cmd: |\n    cd x\n    python a.py {{ m }} \\\n      {% if v %}{{ v }}{% endif %} --e={{ e }}\n",
        "version: 1\nkind: experiment\ndeclarations: &p {lr: 0.1}\nenvironment: {labels: *p}\nrun:\n  cmd: [a '{{ lr }}', b]\n",
    ];

    [Fact]
    public void Changed_files_are_read_or_refused_with_a_place()
    {
        var seeds = Own.Concat(Corpus()).ToArray();
        var failures = new List<string>();
        Parallel.For(
            0,
            Inputs,
            number =>
            {
                var text = Mutate(seeds, (ulong)number);
                if (FaultOf(text) is { } fault)
                {
                    lock (failures)
                    {
                        failures.Add($"input {number}: {fault}\n{text}");
                    }
                }
            }
        );

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n====\n", failures.Take(3)));
    }

    private static IEnumerable<string> Corpus() =>
        Repository.Corpus is { } folder
            ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            : [];

    private static string? FaultOf(string text)
    {
        try
        {
            var read = PolyaxonfileReader.Read([new SourceText("f.yaml", text)], []);
            if (!read.IsValid)
            {
                return read.Diagnostics.IsEmpty ? "refused without a reason"
                    : read.Diagnostics.Any(d => d.Span.Line < 1 || d.Span.Column < 1 || d.Message.Length == 0)
                        ? "a fault without a place"
                    : null;
            }

            var matrix = read.File!.Hptuning.Matrix;
            if (read.Renderer is null || !matrix.All(parameter => parameter.Option is DiscreteOption))
            {
                return null;
            }

            var values = matrix.Select(parameter => ((DiscreteOption)parameter.Option).At(0));
            return read.Renderer.Render([.. values], Specification.Values.Value.Of(1)).Fault?.ToString();
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static string Mutate(string[] seeds, ulong number)
    {
        var state = number * 0x9E3779B97F4A7C15UL;
        var text = seeds[Next(ref state, seeds.Length)];
        for (var left = 1 + Next(ref state, 4); left > 0; left--)
        {
            var at = Next(ref state, text.Length + 1);
            var size = Math.Min(1 + Next(ref state, 12), text.Length - at);
            text = Next(ref state, 6) switch
            {
                0 => text.Remove(at, size),
                1 or 2 => text.Insert(at, Pieces[Next(ref state, Pieces.Length)]),
                3 => text.Insert(Next(ref state, text.Length + 1), text.Substring(at, size)),
                4 => text.Remove(at, size).Insert(at, Pieces[Next(ref state, Pieces.Length)]),
                _ => text[..at] + Line(seeds[Next(ref state, seeds.Length)], ref state) + text[at..],
            };
        }

        return text;
    }

    private static string Line(string text, ref ulong state)
    {
        var lines = text.Split('\n');
        return lines[Next(ref state, lines.Length)] + "\n";
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
    private static int Next(ref ulong state, int below)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }
}
