using System.Text.Json;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Ci;

/// <summary>Hostile texts come out of a sweep literally, wherever they are shown or handed on.</summary>
public sealed partial class InjectionTests(HostileSweep sweep) : IClassFixture<HostileSweep>
{
    public static TheoryData<string> Texts => Injections.Theory;

    [Fact]
    public void Nothing_hostile_was_run()
    {
        Assert.All(HostileSweep.All, verb => sweep[verb].MustSucceed());
        Assert.DoesNotContain("pwned", Directory.EnumerateFiles(sweep.PathTo()).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_command_gets_it_as_one_argument_and_in_its_environment(string text)
    {
        Assert.Equal(text, Of(text, "outputs", "argument"));
        Assert.Equal(
            text,
            JsonDocument.Parse(Of(text, "outputs", "params")).RootElement.GetProperty("text").GetString()
        );
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_kept_log_holds_it(string text) => Assert.Equal(text + "\n", Of(text, "log.txt"));

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_result_and_the_ledger_hold_it_as_value_and_as_metric(string text)
    {
        var result = sweep.Json("polyaxon-results", $"e{HostileSweep.IndexOf(text)}-a1.json");
        var entry = sweep
            .Json("polyaxon-group", "group.json")
            .GetProperty("experiments")
            .EnumerateArray()
            .Single(one => one.GetProperty("index").GetInt32() == HostileSweep.IndexOf(text));

        Assert.Equal(text, result.GetProperty("declarations").GetProperty("text").GetString());
        Assert.True(result.GetProperty("metrics").TryGetProperty(text, out _));
        Assert.Equal(text, entry.GetProperty("declarations").GetProperty("text").GetString());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_table_holds_it_and_no_formula(string text)
    {
        var rows = CsvRows.Read(sweep.Text("polyaxon-group", "experiments.csv"));
        var value = rows.Single(row => row["index"] == $"{HostileSweep.IndexOf(text)}")["params.text"];

        Assert.Contains(value, (string[])[text, "'" + text]);
        Assert.DoesNotContain(value.TrimStart(' ')[..1], (string[])["=", "+", "@", "\t", "\r", "\uFF1D"]);
        Assert.Contains($"metrics.{text}", rows[0].Keys);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_file_of_that_name_survives(string text)
    {
        Assert.SkipUnless(HostileSweep.IsFileName(text), "No file can have that name.");
        var outputs = sweep.PathTo("polyaxon-results", $"e{HostileSweep.IndexOf(text)}-a1", "outputs");
        var names = Directory.EnumerateFiles(outputs).Select(path => Path.GetFileName(path)).ToList();

        Assert.Equal(3, names.Count);
        Assert.All(names, name => Assert.DoesNotMatch("[\":<>|*?\\\\\r\n]", name));
        Assert.Contains(Decoded(text), names.Select(name => Decoded(name!)));
    }

    [Fact]
    public void Logs_hold_no_command_but_the_tools_own()
    {
        var plan = RunnerCommand.ReadAll(sweep["plan"].Output + sweep["plan"].Errors);
        var exec = RunnerCommand.ReadAll(sweep["exec"].Output + sweep["exec"].Errors);
        var rest = HostileSweep
            .All.Skip(2)
            .SelectMany(verb => RunnerCommand.ReadAll(sweep[verb].Output + sweep[verb].Errors));

        Assert.Empty(plan);
        Assert.Equal(
            Injections.All.SelectMany(_ => (string[])["group", "stop-commands", "endgroup"]),
            exec.Select(command => command.Name)
        );
        Assert.All(rest, command => Assert.Contains(command.Name, (string[])["warning", "error"]));
        Assert.All(rest, command => Assert.Matches("^(Polyaxon.Ci|Sweep )", command.Properties["title"]));
    }

    [Fact]
    public void Outputs_are_the_tools_own_and_say_no_more()
    {
        string[] planned =
        [
            "batch",
            "count",
            "group",
            "legs",
            "matrix",
            "max-parallel",
            "plan-artifact",
            "plan-digest",
            "plan-file",
            "reason",
            "restore",
            "stop",
        ];
        string[] gathered =
        [
            "best",
            "best-value",
            "failed",
            "ledger",
            "ledger-artifact",
            "missing",
            "received",
            "status",
            "succeeded",
        ];

        Assert.Equal(planned, sweep.Outputs("plan").Keys.Order());
        Assert.Equal(planned.Concat(gathered).Order(), sweep.Outputs("gather").Keys.Order());
        Assert.All(
            HostileSweep
                .All.SelectMany(verb => sweep.Outputs(verb))
                .Where(output => output.Key is not ("reason" or "results" or "ledger" or "plan-file" or "stop-marker")),
            output =>
                Assert.Matches(
                    "^[A-Za-z0-9._* -]*$|^{\"include\":\\[{\"id\":\"(hostile-[0-9a-f]{8}-b1-l0|none)\"",
                    output.Value
                )
        );
        Assert.DoesNotContain("pwned", sweep.Outputs("plan")["matrix"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("azure")]
    public async Task Matrices_and_pipelines_hold_nothing_of_it(string format)
    {
        using TemporaryFolder folder = new();
        File.Copy(sweep.PathTo("g.yaml"), folder.PathTo("g.yaml"));
        var hostile = (
            await BuiltTool.RunAsync(folder, "ci", "plan", "-f", "g.yaml", "--format", format)
        ).MustSucceed();

        Assert.DoesNotContain("pwned", hostile.Output, StringComparison.Ordinal);
        Assert.All(
            Injections.All.Where(text => text.Length > 6),
            text => Assert.DoesNotContain(text, hostile.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Summaries_hold_it_only_in_a_form_without_meaning()
    {
        var summary = sweep.Summary("gather") + sweep.Summary("verdict");
        var bare = Entity().Replace(summary, "");

        Assert.DoesNotContain("@", bare, StringComparison.Ordinal);
        string[] own = ["<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>", "<!-- -->"];
        Assert.All(Tag().Matches(bare), tag => Assert.Contains(tag.Value, own));
    }

    [Fact]
    public void The_reason_names_the_metric_on_one_line()
    {
        Assert.Equal(
            $"experiment {Injections.All.Count} reached {HostileSweep.Objective} <= 0.0 with 0.0",
            sweep.Outputs("gather")["reason"]
        );
        Assert.Contains("stopped", sweep.Outputs("gather")["status"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci plan")]
    [InlineData("check")]
    [InlineData("check --format github")]
    [InlineData("check -x")]
    [InlineData("expand")]
    public async Task Faults_of_a_hostile_file_are_told_without_its_commands(string verb)
    {
        using TemporaryFolder folder = new();
        var name = HostileSweep.IsFileName("x") ? "a\n::error::pwned ##[add-mask]pwned.yaml" : "g.yaml";
        var keys = Injections.All.Select(text => $"  {Injections.Yaml(text)}: {Injections.Yaml(text)}");
        folder.Write(name, $"version: 1\nkind: group\nhptuning:\n{string.Join('\n', keys)}\nrun: {{cmd: a}}\n");
        var result = await BuiltTool.RunAsync(
            folder,
            new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true", ["CI"] = "true" },
            [.. verb.Split(' '), "-f", name]
        );

        Assert.All(
            RunnerCommand.ReadAll(result.Output + result.Errors),
            command =>
            {
                Assert.Contains(command.Name, (string[])["error", "warning"]);
                Assert.Matches("^PLX[0-9]{4}", command.Properties["title"]);
            }
        );
        Assert.Equal(2, result.Code);
    }

    /// <summary>A name with what artifacts cannot hold written out.</summary>
    private static string Decoded(string name) => Encoded().Replace(name, code => Uri.UnescapeDataString(code.Value));

    [GeneratedRegex("%(22|3A|3C|3E|7C|2A|3F|5C|0D|0A)")]
    private static partial Regex Encoded();

    private string Of(string text, params string[] parts) =>
        sweep.Text(["polyaxon-results", $"e{HostileSweep.IndexOf(text)}-a1", .. parts]);

    [GeneratedRegex("&#[0-9]+;")]
    private static partial Regex Entity();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
