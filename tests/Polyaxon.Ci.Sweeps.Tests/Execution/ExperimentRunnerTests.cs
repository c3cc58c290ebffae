using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Tests.Execution;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_command_that_ends_well_succeeds_and_leaves_its_log()
    {
        List<string> lines = [];
        var result = Runner().Run(Run("echo one; echo two >&2; printf three"), lines.Add, Cancel);
        Assert.Equal(ExperimentStatus.Succeeded, result.Status);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["one", "two", "three"], lines);
        Assert.Equal("one\ntwo\nthree", Log());
        Assert.Equal(["one", "two", "three"], result.LogTail);
    }

    [Fact]
    public void The_declarations_reach_the_command_with_their_numbers_as_written_everywhere()
    {
        var result = Runner().Run(Run("echo \"$POLYAXON_DECLARATIONS|$POLYAXON_PARAMS\""), stop: Cancel);
        const string Json = """{"lr": 1e-05, "size": 128, "name": "a\"b"}""";
        Assert.Equal($"{Json}|{Json}", Assert.Single(result.LogTail));
    }

    [Theory]
    [InlineData("exit 3", 3, "exit code 3")]
    [InlineData("no-such-program-anywhere", 127, "not found")]
    [InlineData("touch x.sh; ./x.sh", 126, "may not be executed")]
    public void A_bad_end_is_told_in_words(string command, int code, string words)
    {
        var result = Runner().Run(Run(command), stop: Cancel);
        Assert.Equal(ExperimentStatus.Failed, result.Status);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(words, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_is_told_apart_from_an_exit_code()
    {
        var result = Runner().Run(Run("kill -KILL $$"), stop: Cancel);
        Assert.Equal((ExperimentStatus.Failed, null, 9), (result.Status, result.ExitCode, result.Signal));
    }

    [Fact]
    public void A_missing_shell_or_working_directory_is_a_failed_result_not_an_exception()
    {
        var shell = Runner(settings => settings with { Engine = new ProcessEngine("/no/such/shell") })
            .Run(Run("true"), stop: Cancel);
        var folder = Runner().Run(Run("true") with { WorkingDirectory = _folder.File("absent") }, stop: Cancel);
        Assert.Equal((ExperimentStatus.Failed, ExperimentStatus.Failed), (shell.Status, folder.Status));
        Assert.Contains("not found", shell.Message, StringComparison.Ordinal);
        Assert.Contains("absent", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_ignores_the_polite_signal_is_killed_at_its_timeout_with_its_children()
    {
        var command =
            $"trap '' TERM; (trap '' TERM; while :; do sleep 0.05; done) & echo $! > '{_folder.File("pid")}'; while :; do sleep 0.05; done";
        var result = Runner(s => s with { Timeout = TimeSpan.FromSeconds(0.5), Grace = TimeSpan.FromSeconds(0.2) })
            .Run(Run(command), stop: Cancel);
        Assert.Equal(ExperimentStatus.Failed, result.Status);
        Assert.Contains("timeout of 0.5 s", result.Message, StringComparison.Ordinal);
        Assert.False(IsAlive(_folder.File("pid")));
    }

    [Fact]
    public void Children_left_behind_are_ended_and_do_not_hold_the_sweep_up()
    {
        var result = Runner().Run(Run($"sleep 1000 & echo $! > '{_folder.File("pid")}'; echo metric=1"), stop: Cancel);
        Assert.Equal(ExperimentStatus.Succeeded, result.Status);
        Assert.False(IsAlive(_folder.File("pid")));
        Assert.Contains("left processes running", Log(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_closes_its_output_is_waited_for()
    {
        var result = Runner().Run(Run($"exec 1>&- 2>&-; sleep 0.3; touch '{_folder.File("done")}'"), stop: Cancel);
        Assert.Equal(ExperimentStatus.Succeeded, result.Status);
        Assert.True(File.Exists(_folder.File("done")));
    }

    [Fact]
    public void Stopping_ends_the_tree_and_gives_a_stopped_result()
    {
        using CancellationTokenSource stop = new();
        var result = Runner().Run(Run("echo ready; sleep 1000"), _ => stop.Cancel(), stop.Token);
        Assert.Equal(ExperimentStatus.Stopped, result.Status);
        Assert.Equal(15, result.Signal);
    }

    [Fact]
    public void A_flood_is_capped_on_disk_with_a_note_and_its_end_kept()
    {
        var result = Runner(s => s with { LogCap = 10_000 })
            .Run(Run("yes | head -c 5000000; echo the-end"), stop: Cancel);
        Assert.Equal("the-end", result.LogTail[^1]);
        var log = Log();
        Assert.InRange(log.Length, 10_000, 80_000);
        Assert.Contains("reached its cap of 10000 bytes", log, StringComparison.Ordinal);
        Assert.EndsWith("the-end\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_costs_only_the_log()
    {
        Directory.CreateDirectory(_folder.File("e/log.txt"));
        var result = Runner().Run(Run("echo still-here"), stop: Cancel);
        Assert.Equal(ExperimentStatus.Succeeded, result.Status);
        Assert.Contains("log could not be written", result.Message, StringComparison.Ordinal);
        Assert.Equal("still-here", Assert.Single(result.LogTail));
    }

    [Fact]
    public void A_broken_pipe_ends_a_writer_as_in_any_shell()
    {
        var result = Runner().Run(Run("yes | head -1; echo ${PIPESTATUS[0]}"), stop: Cancel);
        Assert.Equal(["y", "141"], result.LogTail);
    }

    private static ExperimentRunner Runner(Func<RunnerSettings, RunnerSettings>? change = null)
    {
        RunnerSettings settings = new() { Engine = new ProcessEngine(Shell.Find(null)!) };
        return new ExperimentRunner(change is null ? settings : change(settings), TimeProvider.System);
    }

    private static bool IsAlive(string pidFile) =>
        Directory.Exists($"/proc/{File.ReadAllText(pidFile).Trim()}")
        && !File.ReadAllText($"/proc/{File.ReadAllText(pidFile).Trim()}/stat")
            .Contains(") Z ", StringComparison.Ordinal);

    private ExperimentRun Run(string command) =>
        new()
        {
            Experiment = new PlannedExperiment
            {
                Index = 1,
                Parameters = [],
                Declarations = [new("lr", Value.Of(1e-5)), new("size", Value.Of(128)), new("name", Value.Of("a\"b"))],
                Command = command,
                Fingerprint = "",
            },
            Group = "g-00000000",
            Batch = 1,
            Folder = _folder.File("e"),
            WorkingDirectory = _folder.Path,
        };

    private string Log() => File.ReadAllText(_folder.File("e/log.txt"));
}
