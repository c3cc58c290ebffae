using System.Collections;
using System.Globalization;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Runs each attempt in a container of its own, with the workspace, its folder and its environment; the tool stays on the host. The
/// paths inside are the same on every host, and so is the environment that names them.
/// </summary>
/// <param name="docker">The command-line client's full path.</param>
/// <param name="shell">The shell's name inside the image.</param>
/// <param name="build">What the image is made of.</param>
public sealed class DockerEngine(string docker, string shell, BuildSection build) : Engine
{
    private const string Workspace = "/workspace";
    private const string RunFolder = "/polyaxon/run";
    private const string ResumeFolder = "/polyaxon/resume";
    private const string GroupLabel = "polyaxon.group";
    private readonly DockerImage _image = new(docker, shell, build);

    /// <inheritdoc/>
    public override string Name => "docker";

    /// <inheritdoc/>
    public override string Description => $"containers of {build.Image ?? build.Dockerfile}";

    internal override bool NeedsBuild(BuildSection build) => true;

    internal override IReadOnlyList<ChildCommand> BuildCommands(BuildSection build, ExperimentRun place) =>
        _image.Commands(place);

    internal override ChildCommand Command(ExperimentRun run)
    {
        var environment = Host();
        List<string> arguments = ["run", "--rm", "--init", "--name", ContainerName(run), "--label", Label(run.Group)];
        if (!OperatingSystem.IsWindows())
        {
            // What it writes belongs to the user, not to root.
            var user = string.Create(CultureInfo.InvariantCulture, $"{PosixNative.UserId()}:{PosixNative.GroupId()}");
            arguments.AddRange(["--user", user, "--env", "HOME=/tmp"]);
        }

        arguments.AddRange(["--workdir", Workspace, .. Mounts(run)]);
        foreach (var (name, value) in Variables(run))
        {
            arguments.AddRange(["--env", ClientVariable(name) ? $"{name}={value}" : name]);
            if (!ClientVariable(name))
            {
                environment[name] = value;
            }
        }

        arguments.AddRange([_image.Tag, shell, "-c", run.Experiment.Command]);
        return new ChildCommand(docker, arguments, run.WorkingDirectory, environment);
    }

    internal override void Kill(ExperimentRun run) => DockerClient.Run(docker, ["kill", ContainerName(run)]);

    /// <inheritdoc/>
    public override int EndLeftovers(string group, IEnumerable<string> folders, TimeSpan grace)
    {
        var found = base.EndLeftovers(group, folders, grace);
        var answer = DockerClient.Run(docker, ["ps", "--quiet", "--filter", $"label={Label(group)}"]);
        var containers = answer.Output.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (containers.Length > 0)
        {
            DockerClient.Run(docker, ["kill", .. containers]);
        }

        return found + containers.Length;
    }

    private static IEnumerable<string> Mounts(ExperimentRun run)
    {
        yield return "--mount";
        yield return Mount(run.WorkingDirectory, Workspace);
        yield return "--mount";
        yield return Mount(run.Folder, RunFolder);
        if (run.ResumePath is { } resume && Directory.Exists(resume))
        {
            yield return "--mount";
            yield return Mount(resume, ResumeFolder) + ",readonly";
        }
    }

    // The client reads a mount as a line of CSV.
    private static string Mount(string source, string target) =>
        $"type=bind,\"source={source.Replace("\"", "\"\"", StringComparison.Ordinal)}\",target={target}";

    private IEnumerable<KeyValuePair<string, string>> Variables(ExperimentRun run)
    {
        var inside = run with
        {
            Folder = RunFolder,
            WorkingDirectory = Workspace,
            ResumePath = run.ResumePath is { } resume && Directory.Exists(resume) ? ResumeFolder : null,
        };
        return ExperimentEnvironment.Variables(inside).Concat(build.EnvVars).DistinctBy(one => one.Key);
    }

    /// <summary>Whether the client itself would heed a variable; such a one is handed on by value.</summary>
    internal static bool ClientVariable(string name) =>
        name is "PATH" or "HOME" or "TMPDIR" || name.StartsWith("DOCKER_", StringComparison.Ordinal);

    private static Dictionary<string, string> Host()
    {
        Dictionary<string, string> host = new(StringComparer.Ordinal);
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            host[(string)inherited.Key] = (string?)inherited.Value ?? "";
        }

        return host;
    }

    private static string Label(string group) => $"{GroupLabel}={group}";

    private static string ContainerName(ExperimentRun run)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"plx-{run.Group}-{Path.GetFileName(run.Folder)}-a{run.Attempt}"
        );
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
    }
}
