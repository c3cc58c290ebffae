using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Expanding;

public sealed class ExpandTests
{
    private const string Stopping = """
        version: 1
        kind: group
        hptuning:
          random_search: {n_experiments: 20}
          matrix: {lr: {uniform: 0:1}}
          early_stopping: [{metric: loss, value: 0.1, optimization: minimize}]
        run: {cmd: "train {{ lr }}"}
        """;

    [Theory]
    [InlineData("0.2", "running", false)]
    [InlineData("0.1", "running", true)]
    [InlineData("0.05", "failed", true)]
    [InlineData("\"NaN\"", "succeeded", false)]
    public async Task Early_stopping_ends_the_list_and_says_by_what(string loss, string status, bool isOver)
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Stopping);
        folder.Write(
            "seen.jsonl",
            $$"""{"id":4,"params":{"lr":0.5},"metrics":{"loss":{{loss}}},"status":"{{status}}"}""" + "\n"
        );
        var result = await BuiltTool.RunAsync(folder, "expand", "--format", "json", "--observations", "seen.jsonl");
        using var json = JsonDocument.Parse(result.MustSucceed().Output);

        Assert.Equal(isOver, json.RootElement.GetProperty("finished").GetBoolean());
        Assert.Equal(isOver, json.RootElement.GetProperty("experiments").GetArrayLength() == 0);
        if (isOver)
        {
            Assert.StartsWith(
                "early stopping: experiment 4 reached loss <= 0.1",
                json.RootElement.GetProperty("reason").GetString(),
                StringComparison.Ordinal
            );
            Assert.Contains("Nothing to run: early stopping", result.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(
        "{lr: {loguniform: -9:-2}, n: {range: 0:9:2}, a: {pvalues: [[x, 0.5], [[1, é], 0.5]]}, b: {values: [true, null]}}",
        "random_search: {n_experiments: 60}"
    )]
    [InlineData(
        "{s: {quniform: 0:1:0.1}, a: {values: [\"{{ s }}\", 'q\"u', \"tab\\t\"]}}",
        "random_search: {n_experiments: 1000}"
    )]
    [InlineData("{a: {range: 0:4:1}, b: {values: [x, y, x]}}", "grid_search: {n_experiments: 9}")]
    public async Task Quick_lines_are_the_bytes_of_the_general_way(string matrix, string search)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            $"version: 1\nkind: group\nparams: {{p: 'ü\"'}}\nhptuning:\n  {search}\n  matrix: {matrix}\nrun: {{cmd: \"run {{{{ a }}}} {{{{ p }}}}\"}}\n"
        );
        var quick = (await BuiltTool.RunAsync(folder, "expand", "--format", "jsonl")).MustSucceed();
        using var json = JsonDocument.Parse(
            (await BuiltTool.RunAsync(folder, "expand", "--format", "json")).MustSucceed().Output
        );
        var general = json
            .RootElement.GetProperty("experiments")
            .EnumerateArray()
            .Select(row => row.GetRawText())
            .ToList();

        Assert.Equal(general, quick.Lines);
        foreach (var (offset, limit) in new[] { (3, 4), (0, 1), (7, 1000) })
        {
            var window = await BuiltTool.RunAsync(
                folder,
                "expand",
                "--format",
                "jsonl",
                "--offset",
                $"{offset}",
                "--limit",
                $"{limit}"
            );
            Assert.Equal(general.Skip(offset).Take(limit), window.MustSucceed().Lines);
        }
    }

    [Fact]
    public async Task A_spreadsheet_runs_nothing_of_a_csv()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            "version: 1\nkind: group\nhptuning: {matrix: {id: {values: ['=1+1', -5, '-x', 'a,b', 'q\"', \"two\\nlines\"]}}}\nrun: {cmd: \"run {{ id }}\"}\n"
        );
        var result = (await BuiltTool.RunAsync(folder, "expand", "--format", "csv")).MustSucceed();

        Assert.Equal(
            "id,params.id,cmd\n1,'=1+1,run =1+1\n2,-5,run -5\n3,'-x,run -x\n4,\"a,b\",\"run a,b\"\n5,\"q\"\"\",\"run q\"\"\"\n6,\"two\nlines\",\"run two\nlines\"\n",
            result.Output
        );
    }

    [Theory]
    [InlineData("github", """{"include":[{"id":"e2","name":"experiment 2","index":"2"}]}""")]
    [InlineData("gitlab", """{"matrix":[{"PLX_ID":"e2","PLX_NAME":"experiment 2","PLX_INDEX":"2"}]}""")]
    [InlineData("azure", """{"e2":{"id":"e2","name":"experiment 2","index":"2"}}""")]
    public async Task A_matrix_holds_rows_of_texts_and_no_values(string system, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Stopping);
        var window = await BuiltTool.RunAsync(folder, "expand", "--format", system, "--offset", "1", "--limit", "1");

        Assert.Equal(expected + "\n", window.MustSucceed().Output);
    }

    [Fact]
    public async Task A_matrix_with_too_many_jobs_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Stopping.Replace("20", "257", StringComparison.Ordinal));
        var result = (await BuiltTool.RunAsync(folder, "expand", "--format", "github")).MustExitWith(2);

        Assert.Empty(result.Output);
        Assert.Contains("PLX7001", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_no_more_points_warns()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            Stopping.Replace("uniform: 0:1", "uniform: 1:1.00000000000001", StringComparison.Ordinal)
        );

        foreach (var format in new[] { "jsonl", "json", "csv", "table" })
        {
            var result = (await BuiltTool.RunAsync(folder, "expand", "--format", format)).MustSucceed();
            Assert.Contains("warning PLX4007", result.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task A_window_far_into_a_space_of_a_trillion_is_immediate(string format)
    {
        using var folder = new TemporaryFolder();
        var matrix = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"p{i}: {{range: 0:10:1}}"));
        folder.Write(
            "polyaxonfile.yaml",
            $"version: 1\nkind: group\nhptuning: {{matrix: {{{matrix}}}}}\nrun: {{cmd: \"run {{{{ p0 }}}}\"}}\n"
        );
        var result = await BuiltTool.RunAsync(
            folder,
            "expand",
            "--verbosity",
            "quiet",
            "--format",
            format,
            "--offset",
            "999999999999",
            "--limit",
            "5"
        );

        Assert.Contains("1000000000000", result.MustSucceed().Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("job", 2)]
    [InlineData("notebook", 2)]
    [InlineData("experiment", 0)]
    public async Task Kinds_without_experiments_are_refused(string kind, int code)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            $"version: 1\nkind: {kind}\nbuild: {{image: a}}\nrun: {{cmd: python train.py}}\n"
        );
        var expand = (await BuiltTool.RunAsync(folder, "expand", "--format", "jsonl")).MustExitWith(code);
        var check = (await BuiltTool.RunAsync(folder, "check", "--format", "json")).MustSucceed();
        using var json = JsonDocument.Parse(check.Output);

        Assert.Equal(
            code == 0 ? "{\"id\":1,\"params\":{},\"declarations\":{},\"cmd\":\"python train.py\"}\n" : "",
            expand.Output
        );
        Assert.Equal(kind, json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("group").ValueKind);
    }
}
