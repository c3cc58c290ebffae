using System.Diagnostics;
using System.Text.Json;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>The built tool, run as a process as a user runs it.</summary>
public sealed class VerbTests
{
    private static readonly string Case = Repository.PathTo("tests", "Polyaxon.Ci.Tool.Tests", "cases", "grid.yaml");

    [Fact]
    public void Check_prints_the_definition() =>
        Golden.Check(Path.ChangeExtension(Case, ".check.txt"), Run("check", "-x", "-f", Case).Output);

    [Fact]
    public void Check_shows_the_whole_schedule_of_hyperband()
    {
        var file = Path.Combine(Path.GetDirectoryName(Case)!, "hyperband.yaml");

        Golden.Check(Path.ChangeExtension(file, ".check.txt"), Run("check", "-x", "-f", file).Output);
    }

    [Fact]
    public void Expand_lists_json_lines() =>
        Golden.Check(Path.ChangeExtension(Case, ".jsonl"), Run("expand", "--format", "jsonl", "-f", Case).Output);

    [Fact]
    public void The_quick_way_of_writing_lines_gives_the_bytes_of_the_general_way()
    {
        using var json = JsonDocument.Parse(Run("expand", "--format", "json", "-f", Case).Output);
        var general = json.RootElement.GetProperty("experiments").EnumerateArray().Select(row => row.GetRawText());

        Assert.Equal(general, Run("expand", "--format", "jsonl", "-f", Case).Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("0", "3", "1 2 3")]
    [InlineData("10", "99", "11 12")]
    [InlineData("99", "5", "")]
    public void Expand_lists_a_window(string offset, string limit, string ids)
    {
        var lines = Run("expand", "--format", "jsonl", "-f", Case, "--offset", offset, "--limit", limit)
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            ids,
            string.Join(' ', lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64()))
        );
    }

    [Fact]
    public void Observed_points_are_not_proposed_again()
    {
        using var file = new Scratch(
            "{\"params\":{\"lr\":0.1,\"act\":\"relu\",\"n\":1},\"metrics\":{\"loss\":\"NaN\"},\"status\":\"failed\"}\n"
        );
        using var json = JsonDocument.Parse(
            Run("expand", "--format", "json", "-f", Case, "--observations", file.Path).Output
        );
        var experiments = json.RootElement.GetProperty("experiments").EnumerateArray().ToList();

        Assert.Equal(11, experiments.Count);
        Assert.Equal(2, experiments[0].GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData(0, "check", "-f", "{case}")]
    [InlineData(2, "check", "-f", "nowhere.yaml")]
    [InlineData(2, "check", "--bogus")]
    [InlineData(2, "expand", "-f", "{case}", "-P", "novalue")]
    [InlineData(0, "schema")]
    public void Exit_codes_tell_how_it_went(int code, params string[] arguments)
    {
        var result = Run([.. arguments.Select(argument => argument == "{case}" ? Case : argument)]);

        Assert.Equal(code, result.Code);
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_file_is_reported_like_a_compiler_does()
    {
        using var file = new Scratch(
            "version: 1\nkind: group\nhptuning:\n  matrix:\n    lr: {range: 5:1:1}\nrun: {cmd: t}\n"
        );
        var result = Run("check", "--format", "json", "-f", file.Path);
        using var json = JsonDocument.Parse(result.Output);
        var fault = json.RootElement.GetProperty("diagnostics")[0];

        Assert.Equal(2, result.Code);
        Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(
            ("PLX3004", 5, 19),
            (
                fault.GetProperty("code").GetString(),
                fault.GetProperty("line").GetInt32(),
                fault.GetProperty("column").GetInt32()
            )
        );
        Assert.Contains(
            $"{file.Path}(5,19): error PLX3004:",
            Run("check", "-f", file.Path).Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Annotations_are_escaped()
    {
        using var file = new Scratch(
            "version: 1\nkind: group\n\"::error::x%0A\": 1\nhptuning: {matrix: {a: {values: [1]}}}\nrun: {cmd: t}\n"
        );

        Assert.All(
            Run("check", "--format", "github", "-f", file.Path)
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("^::(error|warning|notice) file=", line)
        );
        Assert.Contains("%250A", Run("check", "--format", "github", "-f", file.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_the_fields_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(PolyaxonfileSchema.Text);
        var root = schema.RootElement.GetProperty("properties");
        var hptuning = root.GetProperty("hptuning").GetProperty("properties");

        Assert.Equal(KnownFields.Root.Order(), Names(root));
        Assert.Equal(KnownFields.Hptuning.Order(), Names(hptuning));
        Assert.Equal(KnownFields.Hyperband.Order(), Names(hptuning.GetProperty("hyperband").GetProperty("properties")));
        Assert.Equal(KnownFields.Bayesian.Order(), Names(hptuning.GetProperty("bo").GetProperty("properties")));
        Assert.Equal(
            KnownFields.EarlyStopping.Order(),
            Names(hptuning.GetProperty("early_stopping").GetProperty("items").GetProperty("properties"))
        );
        Assert.Equal(KnownFields.Build.Order(), Names(root.GetProperty("build").GetProperty("properties")));
        Assert.Equal(KnownFields.Environment.Order(), Names(root.GetProperty("environment").GetProperty("properties")));
        Assert.Equal(
            Specification.Documents.OneOfGroups.MatrixOptions.Order(),
            Names(hptuning.GetProperty("matrix").GetProperty("additionalProperties").GetProperty("properties"))
        );

        static IEnumerable<string> Names(JsonElement properties) =>
            properties.EnumerateObject().Select(property => property.Name).Order();
    }

    [Fact]
    public void The_first_sweep_finds_its_best_experiment()
    {
        var example = Repository.PathTo("examples", "quick-start");
        using var folder = new Scratch("");
        var copy = folder.Path + ".d";
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(example))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var result = Start(copy, "run", "--metric", "accuracy");
        Directory.Delete(copy, recursive: true);

        Assert.True(result.Code == 0, result.Output + result.Errors);
        Assert.Contains("Creating an experiment group with 5 experiments.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Best experiment:", result.Output, StringComparison.Ordinal);
        Assert.Contains("lr=0.1 ", result.Output, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments) =>
        Start(Path.GetTempPath(), arguments);

    private static (int Code, string Output, string Errors) Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private sealed class Scratch : IDisposable
    {
        public Scratch(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
