using System.Diagnostics;
using System.Text.Json;

namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>
/// Groups in real containers, where an engine answers. POLYAXON_TEST_IMAGE names an image that has bash; without it one is pulled.
/// </summary>
public sealed class ContainerTests : IDisposable
{
    private static readonly string Image = Environment.GetEnvironmentVariable("POLYAXON_TEST_IMAGE")
        is { Length: > 0 } given
        ? given
        : "bash:5.2";

    private readonly ToolProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Experiments_run_in_the_image_made_of_the_build_section()
    {
        NeedsEngine();
        File.WriteAllText(_project.PathTo("data.txt"), "of the workspace\n");
        Write(
            "cat /made data.txt; echo \"$POLYAXON_PARAMS\"; echo kept > \"$POLYAXON_RUN_OUTPUTS_PATH/kept\"; "
                + "echo \"{\\\"loss\\\": {{ x }}}\" > \"$POLYAXON_METRICS_FILE\"",
            "  build_steps: ['cat data.txt > /made']\n"
        );
        var result = await _project.Run("run", "--engine", "docker", "--metric", "loss:minimize", "--format", "json");

        Assert.True(result.Code == 0, result.Output + result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("admin.mnist.1.1", json.RootElement.GetProperty("best").GetProperty("name").GetString());
        Assert.Equal(
            "of the workspace\nof the workspace\n{\"x\": 1}\n",
            await File.ReadAllTextAsync(Path("1", "log.txt"), TestContext.Current.CancellationToken)
        );
        // It belongs to whoever runs the tool: otherwise it could not be deleted.
        File.Delete(Path("1", "outputs", "kept"));
    }

    [Fact]
    public async Task Interrupted_containers_are_ended_and_the_group_goes_on()
    {
        NeedsEngine();
        Write("trap '' TERM; echo loss={{ x }}; test -e go || while :; do sleep 0.1; done");
        using var run = _project.Start("run", "--engine", "docker", "--metric", "loss:minimize");
        await ToolProject.Until(() => IsFilled(Path("1", "log.txt")) && IsFilled(Path("2", "log.txt")));
        ToolProject.Signal(run, "INT");
        var interrupted = await ToolProject.Finish(run);

        Assert.Equal(130, interrupted.Code);
        Assert.Contains("2 stopped", interrupted.Output, StringComparison.Ordinal);
        Assert.Equal("", await Docker("ps", "--quiet", "--filter", "label=polyaxon.group"));
        await File.WriteAllTextAsync(_project.PathTo("go"), "", TestContext.Current.CancellationToken);
        var resumed = await _project.Run("group", "resume");
        Assert.Contains("2 succeeded", resumed.Output, StringComparison.Ordinal);
    }

    private static bool IsFilled(string path) => File.Exists(path) && new FileInfo(path).Length > 0;

    private static void NeedsEngine() =>
        Assert.SkipUnless(
            Call("version", "--format", "{{.Server.Version}}").Code == 0
                && (Call("image", "inspect", Image).Code == 0 || Call("pull", "--quiet", Image).Code == 0),
            "No container engine answers here, or it cannot get the image."
        );

    private static Task<string> Docker(params string[] arguments) => Task.FromResult(Call(arguments).Output);

    private static (int Code, string Output) Call(params string[] arguments)
    {
        try
        {
            using var docker = Process.Start(
                new ProcessStartInfo("docker", arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            docker.ErrorDataReceived += (_, _) => { };
            docker.BeginErrorReadLine();
            var output = docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return (docker.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }

    private string Path(params string[] parts) => _project.PathTo([".polyaxon", "groups", "1", .. parts]);

    private void Write(string command, string steps = "") =>
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            $"version: 1\nkind: group\nbuild:\n  image: {Image}\n{steps}hptuning:\n  concurrency: 2\n  matrix: {{x: {{values: [1, 2]}}}}\nrun:\n  cmd: >-\n    {command}\n"
        );
}
