namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>A group is interrupted or stopped, and goes on.</summary>
public sealed class StopTests : IDisposable
{
    private readonly ToolProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_ends_running_experiments_in_an_orderly_way_and_resume_runs_them_again(string signal)
    {
        Write(
            "trap 'touch polite; exit 9' TERM; touch started{{ x }}; if [ ! -e go ]; then sleep 100 & wait; fi; echo loss={{ x }}"
        );
        var process = _project.Start("run", "--metric", "loss:minimize");
        await ToolProject.Until(() =>
            File.Exists(_project.PathTo("started0")) && File.Exists(_project.PathTo("started1"))
        );
        ToolProject.Signal(process, signal);
        var stopped = await ToolProject.Finish(process);

        Assert.Equal(130, stopped.Code);
        Assert.Contains("Group 1 is stopped: interrupted by the user", stopped.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet polyaxon group -g 1 resume", stopped.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_project.PathTo("polite")));
        await File.WriteAllTextAsync(_project.PathTo("go"), "", TestContext.Current.CancellationToken);
        File.Delete(_project.PathTo("polyaxonfile.yaml"));
        var resumed = await _project.Run("group", "resume");
        Assert.True(resumed.Code == 0, resumed.Output + resumed.Errors);
        Assert.Contains("4 succeeded", resumed.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_project.PathTo(".polyaxon", "groups", "1", "1", "attempts", "1", "result.json")));
    }

    [Fact]
    public async Task The_second_signal_ends_what_ignores_the_first()
    {
        Write("trap '' TERM; touch started{{ x }}; while :; do sleep 0.05; done");
        var process = _project.Start("run");
        await ToolProject.Until(() => File.Exists(_project.PathTo("started1")));
        ToolProject.Signal(process, "INT");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited);
        ToolProject.Signal(process, "INT");
        var result = await ToolProject.Finish(process);
        Assert.Equal(130, result.Code);
        Assert.Contains("4 stopped", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_terminal_stops_a_group_and_meanwhile_resume_is_refused()
    {
        Write("touch started{{ x }}; sleep 100");
        var process = _project.Start("run");
        await ToolProject.Until(() => File.Exists(_project.PathTo("started1")));
        var refused = await _project.Run("group", "-g", "1", "resume");
        Assert.Equal(1, refused.Code);
        Assert.Contains("is still run by another tool (process ", refused.Errors, StringComparison.Ordinal);
        var asked = await _project.Run("group", "stop");
        Assert.Equal(2, asked.Code);
        Assert.Contains("-y", asked.Errors, StringComparison.Ordinal);

        var stop = await _project.Run("group", "stop", "-y");
        var result = await ToolProject.Finish(process);
        Assert.Equal((0, "Group 1 is stopped.\n"), (stop.Code, stop.Output));
        Assert.Equal(130, result.Code);
        Assert.Contains("Group 1 is stopped: stopped by the user", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 stopped", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_what_is_pending_lets_running_experiments_finish()
    {
        Write("touch started{{ x }}; while [ ! -e go ]; do sleep 0.02; done; echo loss={{ x }}");
        var process = _project.Start("run");
        await ToolProject.Until(() => File.Exists(_project.PathTo("started1")));
        Assert.Equal(0, (await _project.Run("group", "stop", "--pending", "-y")).Code);
        await ToolProject.Until(() => File.Exists(_project.PathTo(".polyaxon", "groups", "1", "stop")));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_project.PathTo("go"), "", TestContext.Current.CancellationToken);
        var result = await ToolProject.Finish(process);
        Assert.Contains("2 succeeded, 2 stopped", result.Output, StringComparison.Ordinal);
        var resumed = await _project.Run("group", "resume");
        Assert.Contains("2 of 4 experiments are finished, 2 are open", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("4 succeeded", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_tool_left_running_is_ended_by_stop_as_by_resume()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems note process ids; that is tried there.");
        Write("echo $$ > pid{{ x }}; touch started{{ x }}; while :; do sleep 0.05; done");
        foreach (var verb in (string[])["stop", "resume"])
        {
            File.Delete(_project.PathTo("started1"));
            var process = _project.Start(verb == "stop" ? ["run"] : ["group", "resume"]);
            await ToolProject.Until(() => File.Exists(_project.PathTo("started1")));
            process.Kill();
            await ToolProject.Finish(process);
            Assert.True(
                IsAlive(await File.ReadAllTextAsync(_project.PathTo("pid1"), TestContext.Current.CancellationToken))
            );
            if (verb == "stop")
            {
                var stop = await _project.Run("group", "stop", "-y");
                Assert.Contains("was not running any more; it is stopped", stop.Output, StringComparison.Ordinal);
                Assert.False(
                    IsAlive(await File.ReadAllTextAsync(_project.PathTo("pid1"), TestContext.Current.CancellationToken))
                );
            }
        }

        var before = await File.ReadAllTextAsync(_project.PathTo("pid1"), TestContext.Current.CancellationToken);
        var last = _project.Start("group", "resume");
        await ToolProject.Until(() =>
            File.ReadAllText(_project.PathTo("pid1")) is { Length: > 0 } now && now != before
        );
        Assert.False(IsAlive(before));
        ToolProject.Signal(last, "INT");
        var result = await ToolProject.Finish(last);
        Assert.Contains("that a killed tool had left running", result.Errors, StringComparison.Ordinal);
    }

    private static bool IsAlive(string id) =>
        File.Exists($"/proc/{id.Trim()}/stat")
        && !File.ReadAllText($"/proc/{id.Trim()}/stat").Contains(") Z ", StringComparison.Ordinal);

    private void Write(string command) =>
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            $"version: 1\nkind: group\nhptuning:\n  concurrency: 2\n  matrix:\n    x: {{values: [0, 1, 2, 3]}}\nrun:\n  cmd: >-\n    {command}\n"
        );
}
