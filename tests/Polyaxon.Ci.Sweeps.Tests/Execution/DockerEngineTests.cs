using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Metrics;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Sweeps.Tests.Execution;

/// <summary>What is asked of docker, against an executable that stands in for it.</summary>
public sealed class DockerEngineTests : IDisposable
{
    private static readonly string Here = Repository.PathTo("tests", "Polyaxon.Ci.Sweeps.Tests", "Execution");
    private readonly TemporaryFolder _folder = new();
    private readonly string _docker;

    public DockerEngineTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a script.");
        _docker = _folder.File("docker");
        File.Copy(Path.Combine(Here, "docker-stand-in.sh"), _docker);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_image_is_built_once_from_the_named_one_and_the_steps()
    {
        var build = Image() with
        {
            BuildSteps = ["pip install -r requirements.txt", "echo \"a\nb\" && echo $HOME"],
            EnvVars = [new("INDEX", "a b")],
            NoCache = true,
        };
        var place = Run("") with { Folder = _folder.File("build") };
        var result = Runner(build).Build(build, place, null, Cancel);
        Assert.Equal(ExperimentStatus.Succeeded, result!.Status);
        Golden.Check(
            Path.Combine(Here, "golden", "docker-build.txt"),
            Calls() + File.ReadAllText(_folder.File("build/Dockerfile"))
        );
    }

    [Fact]
    public void A_dockerfile_is_built_first()
    {
        var build = Image() with
        {
            Image = null,
            Dockerfile = "sub/Dockerfile",
            Context = "sub",
            BuildSteps = ["true"],
        };
        Directory.CreateDirectory(_folder.File("sub"));
        Runner(build).Build(build, Run("") with { Folder = _folder.File("build") }, null, Cancel);
        Golden.Check(
            Path.Combine(Here, "golden", "docker-dockerfile.txt"),
            Calls() + File.ReadAllText(_folder.File("build/Dockerfile"))
        );
    }

    [Fact]
    public void An_attempt_runs_with_its_workspace_its_folder_and_its_environment_by_name()
    {
        Directory.CreateDirectory(_folder.File("before"));
        File.WriteAllText(_folder.File("before/state"), "7");
        var build = Image() with { EnvVars = [new("DOCKER_HOST", "inside"), new("TOKEN", "secret")] };
        var run = Run(
            "echo \"$POLYAXON_PARAMS $DOCKER_HOST $TOKEN\"; echo '{\"loss\": 1}' > \"$POLYAXON_METRICS_FILE\"; cat \"$POLYAXON_RESUME_PATH/state\"; echo x > \"$POLYAXON_RUN_OUTPUTS_PATH/y\"; echo \"${NOT_INHERITED:-none}\""
        ) with
        {
            ResumePath = _folder.File("before"),
        };
        var result = Runner(build).Run(run, stop: Cancel);
        Assert.True(result.Status == ExperimentStatus.Succeeded, result.Message);
        Assert.Equal(["{\"lr\": 0.1} inside secret", "7none"], result.LogTail);
        Assert.Single(
            MetricsCollector.Collect(run.MetricsPath, run.OutputsPath, null),
            series => series.Name == "loss"
        );
        Assert.True(File.Exists(_folder.File("e/outputs/y")));
        Assert.DoesNotContain("secret", Calls(), StringComparison.Ordinal);
        Golden.Check(Path.Combine(Here, "golden", "docker-run.txt"), Calls());
    }

    [Fact]
    public void What_ignores_the_polite_signal_is_killed_as_a_container_too()
    {
        using CancellationTokenSource stop = new();
        var result = Runner(Image())
            .Run(Run("trap '' TERM; echo ready; while :; do sleep 0.05; done"), _ => stop.Cancel(), stop.Token);
        Assert.Equal(ExperimentStatus.Stopped, result.Status);
        Assert.Contains("\nkill plx-g-00000000-e-a1", Calls(), StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_that_a_killed_tool_left_are_found_by_their_label()
    {
        File.WriteAllText(_folder.File("containers"), "abc\ndef\n");
        var found = new DockerEngine(_docker, "bash", Image()).EndLeftovers("g-00000000", [], TimeSpan.FromSeconds(1));
        Assert.Equal(2, found);
        Assert.Equal("ps --quiet --filter label=polyaxon.group=g-00000000 \nkill abc def \n", Calls());
    }

    [Fact]
    public void Without_an_image_there_is_no_container()
    {
        Assert.Contains("build.image", EngineChoice.Of("docker", null, null, false).Fault, StringComparison.Ordinal);
        Assert.Equal("process", EngineChoice.Of("auto", null, null, true).Engine!.Name);
        Assert.Equal("process", EngineChoice.Of("auto", Image(), null, false).Engine!.Name);
        Assert.Contains("no-such", EngineChoice.Of("process", null, "no-such", false).Fault, StringComparison.Ordinal);
    }

    private static BuildSection Image() => new("python:3.12", null, null, null, [], [], false);

    private ExperimentRunner Runner(BuildSection build) =>
        new(
            new RunnerSettings
            {
                Engine = new DockerEngine(_docker, "bash", build),
                Grace = TimeSpan.FromMilliseconds(200),
            },
            TimeProvider.System
        );

    /// <summary>The calls with what differs from machine to machine put into words.</summary>
    private string Calls()
    {
        var calls = File.ReadAllText(_folder.File("calls")).Replace(_folder.Path, "FOLDER", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(calls, @"--user \d+:\d+", "--user UID:GID");
    }

    private ExperimentRun Run(string command) =>
        new()
        {
            Experiment = new PlannedExperiment
            {
                Index = 1,
                Parameters = [],
                Declarations = [new("lr", Value.Of(0.1))],
                Command = command,
                Fingerprint = "",
            },
            Group = "g-00000000",
            Batch = 1,
            Folder = _folder.File("e"),
            WorkingDirectory = _folder.Path,
        };
}
