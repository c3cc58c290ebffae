using System.Diagnostics;
using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Ci;

/// <summary>
/// A leg that is cancelled as GitHub does it: SIGINT, and SIGTERM when it is not gone by then. The tool ends by itself and leaves a
/// result of each experiment that says what became of it.
/// </summary>
public sealed class InterruptedLegTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("trap 'echo ended; exit 0' TERM; touch started; while true; do sleep 0.05; done", "ended")]
    [InlineData("trap '' TERM INT; touch started; while true; do sleep 0.05; done", "")]
    [InlineData("bash -c \"trap '' TERM; touch started; while true; do sleep 0.05; done\"", "")]
    public async Task Each_experiment_has_a_truthful_result_at_the_end(string command, string lastWord)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");
        await Plan(command);
        using var leg = Start();
        await Started(leg);
        Signal("-INT", leg.Id);
        await leg.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, leg.ExitCode);
        Assert.Equal(("stopped", "user"), Ended(1));
        Assert.Equal(("stopped", "user"), Ended(2));
        Assert.Contains(
            "0.5",
            Result(1).GetProperty("metrics").GetProperty("loss").ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("loss=0.5", Tail(1));
        Assert.Equal(lastWord.Length > 0, Tail(1).Contains("ended"));
        Assert.Equal(JsonValueKind.String, Result(1).GetProperty("finishedAt").ValueKind);
        await NothingIsLeft();
    }

    [Fact]
    public async Task A_second_signal_kills_what_did_not_end_and_the_results_are_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");
        await Plan("trap '' TERM INT; touch started; while true; do sleep 0.05; done");
        using var leg = Start();
        await Started(leg);
        Signal("-INT", leg.Id);
        Signal("-TERM", leg.Id);
        await leg.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, leg.ExitCode);
        Assert.Equal((("stopped", "user"), ("stopped", "user")), (Ended(1), Ended(2)));
        await NothingIsLeft();
    }

    private async Task Plan(string command)
    {
        _folder.Write(
            "g.yaml",
            $$$"""
            version: 1
            kind: group
            name: interrupted
            hptuning:
              matrix:
                x: {values: [1, 2]}
            run:
              cmd: |
                echo "loss=0.5 {{ x }}"
                echo $$ > process
                {{{command}}}
            """
        );
        (
            await BuiltTool.RunAsync(_folder, "ci", "plan", "-f", "g.yaml", "--metric=loss:minimize", "--per-job=2")
        ).MustSucceed();
    }

    private Process Start()
    {
        ProcessStartInfo start = new("dotnet", [BuiltTool.Assembly, "ci", "exec", "--leg=0"])
        {
            WorkingDirectory = _folder.Path,
        };
        return Process.Start(start)!;
    }

    private async Task Started(Process leg)
    {
        while (!File.Exists(_folder.PathTo("started")))
        {
            Assert.False(leg.HasExited);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static void Signal(string signal, int id) => Process.Start("kill", [signal, $"{id}"]).WaitForExit();

    private JsonElement Result(int index) =>
        JsonDocument.Parse(File.ReadAllText(_folder.PathTo("polyaxon-results", $"e{index}-a1.json"))).RootElement;

    private (string?, string?) Ended(int index) =>
        (Result(index).GetProperty("status").GetString(), Result(index).GetProperty("stoppedBy").GetString());

    private string[] Tail(int index) =>
        [
            .. Result(index)
                .GetProperty("logTail")
                .EnumerateArray()
                .Select(line => line.GetString()!.Replace(" 1", "", StringComparison.Ordinal)),
        ];

    /// <summary>The experiment's own process is gone with the tool.</summary>
    private async Task NothingIsLeft()
    {
        var id = (await File.ReadAllTextAsync(_folder.PathTo("process"), TestContext.Current.CancellationToken)).Trim();
        Assert.False(Directory.Exists($"/proc/{id}") && OperatingSystem.IsLinux());
    }
}
