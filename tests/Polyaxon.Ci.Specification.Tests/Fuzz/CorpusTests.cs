using System.Text.Json;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests.Fuzz;

public partial class CorpusTests
{
    [Fact]
    public void Every_real_file_gets_its_verdict()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "index.json")));
        var failures = new List<string>();
        foreach (var entry in index.RootElement.GetProperty("files").EnumerateArray())
        {
            var name = entry.GetProperty("file").GetString()!;
            var expected = entry.GetProperty("expect").GetString()!;
            var read = Read(name);

            // 'reject or warn' leaves the choice to the reader, which refuses unknown fields.
            if (read.IsValid != expected.StartsWith("accept", StringComparison.Ordinal))
            {
                failures.Add($"{name}: {expected}; {string.Join(' ', read.Diagnostics.Take(3))}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Real_groups_run_the_commands_that_the_old_platform_ran()
    {
        using var rendered = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "rendered.json")));
        var failures = new List<string>();
        var compared = 0;
        foreach (var file in rendered.RootElement.GetProperty("files").EnumerateObject())
        {
            var read = Read(file.Name);
            foreach (var sample in file.Value.GetProperty("samples").EnumerateArray())
            {
                var expected = sample.GetProperty("executed").GetString();
                var actual = read.IsValid ? Command(read, sample.GetProperty("axes")) : "invalid";
                compared += actual is null ? 0 : 1;
                if (actual is not null && expected != actual)
                {
                    failures.Add($"{file.Name}: expected {expected}\n  got {actual}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
        Assert.True(compared > 50, $"only {compared} commands could be compared");
    }

    private static string Folder()
    {
        Assert.SkipWhen(Repository.Corpus is null, "The folder of real polyaxonfiles is not beside the checkout.");
        return Repository.Corpus!;
    }

    private static ReadResult Read(string name) =>
        PolyaxonfileReader.Read([new SourceText(name, File.ReadAllText(Path.Combine(Folder(), name)))], []);

    /// <summary>The command of the experiment with the given values; null where our matrix has other values by decision.</summary>
    private static string? Command(ReadResult read, JsonElement axes)
    {
        // The old expansions leave Hyperband's resource empty, and some spaces are exact here that were not there.
        if (read.File!.Hptuning.Search is HyperbandSection)
        {
            return null;
        }

        var values = read.File.Hptuning.Matrix.Select(parameter => ValueOf(parameter, axes)).ToList();
        return values.Contains(null)
            ? null
            : Blanks().Replace(Shown(read.Renderer!.Render([.. values.Select(value => value!)], null)), " ").Trim();
    }

    private static string Shown(Polyaxon.Ci.Specification.Templates.RenderResult result) =>
        (result.Experiment?.Command ?? result.Fault!.ToString()).Replace("set -e\n", "", StringComparison.Ordinal);

    private static Value? ValueOf(MatrixParameter parameter, JsonElement axes)
    {
        var wanted = axes.GetProperty(parameter.Name);
        var option = (DiscreteOption)parameter.Option;
        return Enumerable
            .Range(0, (int)option.Count)
            .Select(index => option.At(index))
            .FirstOrDefault(value =>
                value.AsDouble() is { } number
                    ? wanted.ValueKind == JsonValueKind.Number && number.Equals(wanted.GetDouble())
                    : JsonText.Format(value) == JsonSerializer.Serialize(wanted)
            );
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
