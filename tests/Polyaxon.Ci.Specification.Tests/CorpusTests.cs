using System.Text.Json;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests;

/// <summary>Real files of real users get the verdict they must get.</summary>
public sealed partial class CorpusTests
{
    [Fact]
    public void Every_file_gets_the_verdict_of_the_index()
    {
        var folder = Corpus();
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        var wrong = new List<string>();
        foreach (var entry in index.RootElement.GetProperty("files").EnumerateArray())
        {
            var name = entry.GetProperty("file").GetString()!;
            var expected = entry.GetProperty("expect").GetString()!;
            var result = Read(folder, name);
            var isMigration = result.Diagnostics.Any(fault =>
                fault.Rule == StructureRules.Legacy || fault.Rule == StructureRules.Later
            );
            var fits =
                expected.StartsWith("reject or warn", StringComparison.Ordinal) ? !result.Diagnostics.IsEmpty
                : expected.StartsWith("accept with warnings", StringComparison.Ordinal)
                    ? result.IsValid && !result.Diagnostics.IsEmpty
                : expected.StartsWith("accept", StringComparison.Ordinal) ? result.IsValid
                : expected.Contains("migration", StringComparison.Ordinal) ? isMigration
                : !result.IsValid;
            if (!fits)
            {
                wrong.Add($"{name}: {expected}, but {string.Join(" | ", result.Diagnostics)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Faults_are_found_at_the_lines_the_index_names()
    {
        var folder = Corpus();
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        foreach (var entry in index.RootElement.GetProperty("files").EnumerateArray())
        {
            // Files of other formats get one diagnostic with the whole translation instead.
            var isOwnFormat = !entry.GetProperty("expect").GetString()!.Contains("migration", StringComparison.Ordinal);
            if (
                isOwnFormat
                && entry.TryGetProperty("fault_at", out var places)
                && places.ValueKind == JsonValueKind.Array
            )
            {
                var name = entry.GetProperty("file").GetString()!;
                var lines = Read(folder, name).Diagnostics.Select(fault => $"line {fault.Span.Line}").ToHashSet();

                // One of the fault's lines is enough: a list or mapping may be blamed at its head or at its item.
                Assert.True(
                    places.EnumerateArray().Any(place => lines.Contains(place.GetString()!)),
                    $"{name}: {places} not in {string.Join(", ", lines)}"
                );
            }
        }
    }

    [Fact]
    public void Grids_render_as_the_old_platform_rendered_them()
    {
        var folder = Corpus();
        using var rendered = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "rendered.json")));
        var compared = 0;
        foreach (var file in rendered.RootElement.GetProperty("files").EnumerateObject())
        {
            var result = Read(folder, file.Name);
            if (!result.IsValid || result.File!.Hptuning.Search is HyperbandSection)
            {
                // The old code sampled Hyperband's matrix without its resource and rendered nothing for it.
                continue;
            }

            var matrix = result.File!.Hptuning.Matrix;
            Assert.Equal(
                file.Value.GetProperty("order").EnumerateArray().Select(name => name.GetString()),
                matrix.Select(parameter => parameter.Name)
            );
            foreach (var sample in file.Value.GetProperty("samples").EnumerateArray())
            {
                // Three-element logspace and exact decimals differ on purpose; such samples are rendered with the old values.
                var values = matrix
                    .Select(parameter => JsonReading.ToValue(sample.GetProperty("axes").GetProperty(parameter.Name)))
                    .ToList();
                var render = result.Renderer!.Render([.. values], null);
                Assert.True(render.Experiment is not null, $"{file.Name}: {render.Fault}");
                var expected = Blank().Replace(sample.GetProperty("executed").GetString()!.Trim(), " ");
                var actual = Blank()
                    .Replace(render.Experiment!.Command.Replace("set -e\n", "", StringComparison.Ordinal).Trim(), " ");
                Assert.True(expected == actual, $"{file.Name}:\n{expected}\n{actual}");
                compared++;
            }
        }

        Assert.True(compared > 50);
    }

    [Fact]
    public void Grid_values_equal_those_of_the_old_platform_where_they_mean_the_same()
    {
        var folder = Corpus();
        using var rendered = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "rendered.json")));
        foreach (var file in rendered.RootElement.GetProperty("files").EnumerateObject())
        {
            foreach (var parameter in Read(folder, file.Name).File?.Hptuning.Matrix ?? [])
            {
                // A logspace of three elements runs from start to stop here; distributions have no list.
                if (
                    parameter.Option is not DiscreteOption discrete
                    || parameter.Option is GeometricOption { Name: "logspace" }
                )
                {
                    continue;
                }

                var expected = file
                    .Value.GetProperty("axis_values")
                    .GetProperty(parameter.Name)
                    .EnumerateArray()
                    .Select(JsonReading.ToValue)
                    .ToList();
                var actual = expected.Select((_, i) => discrete.At(i)).ToList();
                for (var i = 0; i < expected.Count; i++)
                {
                    var isNear =
                        expected[i].AsDouble() is { } a
                        && actual[i].AsDouble() is { } b
                        && Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(a), 1);
                    Assert.True(
                        isNear || ValueEquality.Numeric.Equals(expected[i], actual[i]),
                        $"{file.Name} {parameter.Name}: {expected[i]} {actual[i]}"
                    );
                }
            }
        }
    }

    private static string Corpus()
    {
        Assert.SkipWhen(
            Repository.Corpus is null,
            "The folder of real polyaxonfiles is not beside the checkout (POLYAXON_CORPUS)."
        );
        return Repository.Corpus!;
    }

    private static ReadResult Read(string folder, string name)
    {
        var diagnostics = new DiagnosticBag();
        var source = SourceFiles.Load(name, Path.Combine(folder, name), diagnostics);
        return PolyaxonfileReader.Read([source!], []);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
