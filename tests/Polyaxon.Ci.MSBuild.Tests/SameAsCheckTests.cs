using System.CommandLine;
using System.Text.Json;
using Microsoft.Build.Utilities;
using Polyaxon.Ci.Testing;
using Polyaxon.Ci.Tool.Commands;

namespace Polyaxon.Ci.MSBuild.Tests;

/// <summary>The build says what <c>dotnet polyaxon check</c> says: the same codes, messages and places.</summary>
public sealed class SameAsCheckTests
{
    private static readonly string Cases = Repository.PathTo("tests", "Polyaxon.Ci.MSBuild.Tests", "cases");

    [Fact]
    public void Every_file_of_the_repository_is_judged_alike()
    {
        var files = Files(Repository.PathTo("tests")).Concat(Files(Repository.PathTo("examples"))).ToList();
        var found = files.SelectMany(file => Compare([file], [])).ToList();

        // The comparison means something only where there is something to compare.
        Assert.Contains(found, diagnostic => diagnostic.Severity == "error");
        Assert.Contains(found, diagnostic => diagnostic.Severity == "warning");
        Assert.Contains(found, diagnostic => diagnostic.Severity == "info");
        Assert.True(found.DistinctBy(diagnostic => diagnostic.Code).Count() >= 10, "many kinds of faults");
    }

    [Fact]
    public void Every_file_of_the_corpus_is_judged_alike()
    {
        Assert.SkipWhen(Repository.Corpus is null, "The corpus is not beside the checkout.");
        var files = Files(Repository.Corpus!).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Compare([file], []));
    }

    [Theory]
    [InlineData("grid.yaml;override.yaml", "")]
    [InlineData("grid.yaml;absent.yaml;also absent.yaml", "")]
    [InlineData("grid.yaml", "lr=1;nonsense;lr=2")]
    [InlineData("grid.yaml;broken.yaml", "=3")]
    [InlineData("absent.yaml", "lr=1;lr=2")]
    [InlineData("", "")]
    public void Overrides_and_parameters_are_judged_alike(string files, string parameters) =>
        Assert.NotEmpty(
            Compare(
                [.. files.Split(';').Select(file => Path.Combine(Cases, file))],
                parameters.Split(';', StringSplitOptions.RemoveEmptyEntries)
            )
        );

    private static List<LoggedDiagnostic> Compare(string[] files, string[] parameters)
    {
        var build = Build(files, parameters);
        Assert.All(
            build.Where(one => one.HelpLink is not null),
            one =>
                Assert.EndsWith(
                    "/docs/diagnostics.md#" + one.Code!.ToLowerInvariant(),
                    one.HelpLink,
                    StringComparison.Ordinal
                )
        );
        var check = Check(files, parameters);
        Assert.Equal(check, build.Select(one => one with { HelpLink = null }));
        return check;
    }

    private static List<LoggedDiagnostic> Build(string[] files, string[] parameters)
    {
        using var folder = new TemporaryFolder();
        var engine = new RecordingEngine();
        var item = new TaskItem(files[0]);
        item.SetMetadata("Overrides", string.Join(';', files[1..]));
        item.SetMetadata("Params", string.Join(';', parameters));
        var task = new ValidatePolyaxonfiles
        {
            BuildEngine = engine,
            Polyaxonfiles = [item],
            ProjectFile = folder.PathTo("app.csproj"),
            StampFile = folder.PathTo("obj", "stamp"),
            WarningsFile = folder.PathTo("obj", "warnings"),
        };
        var isValid = task.Execute();

        Assert.Equal(engine.Diagnostics.All(one => one.Severity != "error"), isValid);
        Assert.Equal(isValid, File.Exists(task.StampFile));
        return
        [
            .. engine.Diagnostics.Select(one =>
                one.File == task.ProjectFile
                    ? one with
                    {
                        File = "command line",
                        Line = 1,
                        Column = 1,
                        EndLine = 1,
                        EndColumn = 1,
                    }
                : one.EndLine == 0 ? one with { EndLine = one.Line, EndColumn = one.Column }
                : one
            ),
        ];
    }

    private static List<LoggedDiagnostic> Check(string[] files, string[] parameters)
    {
        using var output = new StringWriter();
        string[] arguments =
        [
            "check",
            "--format",
            "json",
            .. files.SelectMany(file => new[] { "-f", file }),
            .. parameters.SelectMany(parameter => new[] { "-P", parameter }),
        ];
        new RootCommand { CheckCommand.Create() }
            .Parse(arguments)
            .Invoke(new() { Output = output, Error = output });
        using var json = JsonDocument.Parse(output.ToString());
        return
        [
            .. json
                .RootElement.GetProperty("diagnostics")
                .EnumerateArray()
                .Select(one => new LoggedDiagnostic(
                    one.GetProperty("code").GetString(),
                    one.GetProperty("severity").GetString()!,
                    Printable(one.GetProperty("message").GetString()!),
                    one.GetProperty("file").GetString(),
                    one.GetProperty("line").GetInt32(),
                    one.GetProperty("column").GetInt32(),
                    one.GetProperty("endLine").GetInt32(),
                    one.GetProperty("endColumn").GetInt32(),
                    null
                )),
        ];
    }

    /// <summary>In a log a message is one line, without control characters.</summary>
    private static string Printable(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml")
            .Where(file =>
                !Path.GetRelativePath(folder, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "node_modules")
            )
            .Order(StringComparer.Ordinal);
}
