using System.Text.Json;

namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>What goes wrong around a running group ends in a clear status and loses nothing.</summary>
public sealed class HardCaseTests : IDisposable
{
    private readonly ToolProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("any", "echo loss={{ x }}; exit {{ x }}", 1)]
    [InlineData("all", "echo loss={{ x }}; exit {{ x }}", 0)]
    [InlineData("all", "exit 1", 1)]
    [InlineData("objective-missing", "exit {{ x }}", 1)]
    [InlineData("objective-missing", "echo loss=1; exit {{ x }}", 0)]
    [InlineData("none", "exit 1", 0)]
    [InlineData(null, "echo loss=1; exit {{ x }}", 0)]
    [InlineData(null, "exit 1", 1)]
    [InlineData(null, "true", 1)]
    public async Task What_makes_the_exit_code_1_is_the_users_choice(string? failOn, string command, int code)
    {
        Write(command);
        string[] rule = failOn is null ? [] : ["--fail-on", failOn];
        var result = await _project.Run(["run", "--metric", "loss:minimize", .. rule]);
        Assert.True(result.Code == code, result.Output + result.Errors);
    }

    [Fact]
    public async Task Json_is_alone_on_standard_output()
    {
        Write("echo loss={{ x }}");
        var result = await _project.Run("run", "--metric", "loss:minimize", "--format", "json");
        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        Assert.Equal("admin.mnist.1.1", root.GetProperty("best").GetProperty("name").GetString());
        Assert.Equal(2, root.GetProperty("counts").GetProperty("succeeded").GetInt32());
        Assert.Equal("1", root.GetProperty("experiments")[1].GetProperty("declarations").GetProperty("x").GetRawText());
        Assert.StartsWith("Creating an experiment group with 2 experiments.", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_does_not_end_the_group()
    {
        Write("echo loss={{ x }}");
        var result = await _project.Script(
            "tool run --metric loss | head -1; echo ${PIPESTATUS[0]}; tool group experiments"
        );
        Assert.StartsWith(
            "Creating an experiment group with 2 experiments.\n0\n",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(2, result.Output.Split("succeeded").Length - 1);
    }

    [Fact]
    public async Task A_full_device_behind_standard_output_does_not_end_the_group()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        Write("echo loss={{ x }}");
        var result = await _project.Script("tool run --metric loss > /dev/full; echo $?");
        Assert.Equal("0\n", result.Output);
    }

    [Fact]
    public async Task A_limited_file_size_ends_with_words_and_leaves_what_can_be_resumed()
    {
        Write("echo loss={{ x }}", values: 300);
        // The runtime keeps its code in a file of its own unless told otherwise, and ends when that may not grow.
        var result = await _project.Script(
            "export DOTNET_EnableWriteXorExecute=0; ulimit -f 100; tool run --metric loss:minimize > out.txt; echo $?"
        );
        Assert.Equal("1\n", result.Output);
        Assert.Contains("could not be written", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        var resumed = await _project.Run("group", "resume");
        Assert.Contains("300 succeeded", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_before_anything_runs()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no folder that nobody can write.");
        Write("touch {{ x }}");
        var result = await _project.Script("file=$PWD/polyaxonfile.yaml; cd /proc/self; tool run -f $file; echo $?");
        Assert.EndsWith("\n1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("cannot be used", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_steps_that_fail_end_the_group_before_it_began_and_resume_tries_them_again()
    {
        Write("cat built; echo loss=1", build: "test -e go && echo yes > built");
        var failed = await _project.Run("run");
        Assert.Equal(1, failed.Code);
        Assert.Contains(
            "Group 1 is failed: the build steps failed. Ended with exit code 1.",
            failed.Output,
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(_project.PathTo("go"), "", TestContext.Current.CancellationToken);
        var resumed = await _project.Run("group", "resume");
        Assert.Equal(0, resumed.Code);
        Assert.Contains("2 succeeded", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_alone_is_a_group_of_one()
    {
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            "version: 1\nkind: experiment\nparams: {lr: 0.1}\nrun: {cmd: 'echo loss={{ lr }}'}\n"
        );
        var result = await _project.Run("run", "--metric", "loss");
        Assert.StartsWith("Creating an experiment group with 1 experiment.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Best experiment: admin.mnist.1.1 with loss=0.1 (lr=0.1)",
            result.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dry_run_shows_the_first_commands_and_runs_nothing()
    {
        Write("touch ran{{ x }}", values: 25);
        var result = await _project.Run("run", "--dry-run");
        Assert.Equal(0, result.Code);
        Assert.Contains("20  touch ran19\n…  the first 20 of 25", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.PathTo(".polyaxon")));
    }

    [Theory]
    [InlineData("--engine", "docker")]
    [InlineData("--engine", "rocket")]
    [InlineData("--shell", "no-such-shell")]
    [InlineData("--metric", ":up")]
    public async Task Wrong_usage_gives_exit_code_2(string option, string value)
    {
        Write("true");
        var result = await _project.Run("run", option, value);
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.NotEqual("", result.Errors);
    }

    private void Write(string command, int values = 2, string? build = null)
    {
        var section = build is null ? "" : $"build:\n  image: busybox\n  build_steps: ['{build}']\n";
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            $"version: 1\nkind: group\nhptuning:\n  concurrency: 2\n  matrix:\n    x: {{range: '0:{values}:1'}}\n{section}run:\n  cmd: >-\n    {command}\n"
        );
    }
}
