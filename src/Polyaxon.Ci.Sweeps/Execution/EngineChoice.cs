using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Which engine runs a group.</summary>
/// <param name="Engine">The engine; null when there is a fault.</param>
/// <param name="Fault">Why there is none and what to do; null when there is one.</param>
public sealed record EngineChoice(Engine? Engine, string? Fault)
{
    /// <summary>The names that can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "process", "docker"];

    /// <summary>
    /// Chooses: as asked; <c>auto</c> is docker in CI on Linux when the file names an image and docker answers, processes otherwise.
    /// </summary>
    /// <param name="asked">One of <see cref="Names"/>.</param>
    /// <param name="build">The file's build section; null when it has none.</param>
    /// <param name="shell">The shell asked for; null for bash. Inside a container its name is looked up there.</param>
    /// <param name="isContinuousIntegration">Whether this is a CI job.</param>
    public static EngineChoice Of(string asked, BuildSection? build, string? shell, bool isContinuousIntegration)
    {
        if (asked == "docker")
        {
            return Docker(build, shell);
        }

        var mayUseDocker =
            asked == "auto"
            && isContinuousIntegration
            && OperatingSystem.IsLinux()
            && (build?.Image ?? build?.Dockerfile) is not null;
        return mayUseDocker && Docker(build, shell) is { Engine: not null } choice ? choice : Process(shell);
    }

    private static EngineChoice Process(string? shell) =>
        Shell.Find(shell) is { } path
            ? new EngineChoice(new ProcessEngine(path), null)
            : new EngineChoice(
                null,
                $"The shell '{shell ?? "bash"}' was not found. Install it (on Windows: Git) or name another with --shell."
            );

    private static EngineChoice Docker(BuildSection? build, string? shell)
    {
        if (build is null || (build.Image ?? build.Dockerfile) is null)
        {
            return new EngineChoice(
                null,
                "--engine docker needs 'build.image' or 'build.dockerfile' in the polyaxonfile."
            );
        }

        if (Shell.Find("docker") is not { } docker)
        {
            return new EngineChoice(null, "docker was not found on PATH. Install it, or use --engine process.");
        }

        var answer = DockerClient.Run(docker, ["version", "--format", "{{.Server.Version}}"]);
        return answer.IsFine
            ? new EngineChoice(new DockerEngine(docker, shell ?? "bash", build), null)
            : new EngineChoice(
                null,
                $"docker does not answer: {answer.Error.Trim()} Start it, or use --engine process."
            );
    }
}
