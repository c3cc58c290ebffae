using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Ci;

/// <summary><c>ci plan --resume-from</c>: what is known to have succeeded at the same work is not run again.</summary>
public sealed class ResumeFromTests : IDisposable
{
    private const string Command = "echo {{ x }} >> runs; test {{ x }} != 2 -o -e pass && echo loss={{ x }}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_what_is_missing_or_failed_is_run_again()
    {
        await First();
        File.Delete(_folder.PathTo("old", "e3-a1.json"));
        _folder.Write("pass", "");
        var outputs = await Again("[1, 2, 3]", Command);

        Assert.Equal("2", outputs.GetProperty("count").GetString());
        await Verb("exec", "--leg=0");
        Assert.Equal(["2", "3"], Runs());
        var gathered = await Verb("gather", "--plan-next");
        Assert.Equal(("3", "1"), (Text(gathered, "succeeded"), Text(gathered, "best")));
        await Verb("verdict");
    }

    [Fact]
    public async Task What_is_known_is_reused_whatever_its_index_and_a_new_value_is_run()
    {
        await First();
        await Again("[7, 3, 1]", Command);
        await Verb("exec", "--leg=0");

        Assert.Equal(["7"], Runs());
    }

    [Fact]
    public async Task Another_command_is_other_work()
    {
        await First();

        Assert.Equal("3", Text(await Again("[1, 2, 3]", Command + " # changed"), "count"));
    }

    [Fact]
    public async Task Another_commit_is_other_work_unless_one_says_otherwise()
    {
        await First();

        Assert.Equal("3", Text(await Again("[1, 2, 3]", Command, "--commit=bbb"), "count"));
        Assert.Equal("1", Text(await Again("[1, 2, 3]", Command, "--commit=bbb", "--reuse-across-commits"), "count"));
    }

    [Fact]
    public async Task A_sweep_of_which_everything_is_known_runs_nothing_and_is_green()
    {
        _folder.Write("pass", "");
        await First();
        var outputs = await Again("[1, 2, 3]", Command);

        Assert.Equal(("0", "true"), (Text(outputs, "count"), Text(outputs, "stop")));
        var verdict = await Verb("verdict", "--group=polyaxon-plan", "--plan-result=success", "--plan-count=0");
        Assert.Equal(
            ("green", "3", "1"),
            (Text(verdict, "verdict"), Text(verdict, "succeeded"), Text(verdict, "best"))
        );
    }

    [Fact]
    public async Task A_result_that_was_tampered_with_is_not_reused_as_it_is_no_result()
    {
        await First();
        _folder.Write("old/e1-a1.json", "{\"status\": \"succeeded\"}");
        _folder.Write("old/e3-a1.json", "");

        Assert.Equal("3", Text(await Again("[1, 2, 3]", Command), "count"));
    }

    /// <summary>A sweep of which the second experiment fails unless it may pass; its results lie in <c>old</c>.</summary>
    private async Task First()
    {
        await Plan("[1, 2, 3]", Command, "--commit=aaa");
        await Verb("exec", "--leg=0");
        Directory.Move(_folder.PathTo("polyaxon-results"), _folder.PathTo("old"));
        File.Delete(_folder.PathTo("runs"));
    }

    private Task<JsonElement> Again(string values, string command, params string[] options) =>
        Plan(values, command, ["--resume-from=old", "--commit=aaa", .. options]);

    private Task<JsonElement> Plan(string values, string command, params string[] options)
    {
        _folder.Write(
            "g.yaml",
            $"version: 1\nkind: group\nname: resumed\nhptuning: {{matrix: {{x: {{values: {values}}}}}}}\nrun: {{cmd: '{command}'}}\n"
        );
        var commit = options.Last(option => option.StartsWith("--commit", StringComparison.Ordinal));
        return Verb(
            "plan",
            [
                "-f",
                "g.yaml",
                "--metric=loss:minimize",
                "--per-job=9",
                commit,
                .. options.Where(option => !option.StartsWith("--commit", StringComparison.Ordinal)),
            ]
        );
    }

    private async Task<JsonElement> Verb(string verb, params string[] arguments)
    {
        var result = await BuiltTool.RunAsync(_folder, ["ci", verb, "--format=json", .. arguments]);
        return JsonDocument.Parse(result.MustSucceed().Output).RootElement;
    }

    private static string? Text(JsonElement outputs, string name) => outputs.GetProperty(name).GetString();

    private string[] Runs() => File.ReadAllLines(_folder.PathTo("runs"));
}
