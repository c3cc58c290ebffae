using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Runs commands in a shell of this machine.</summary>
/// <param name="shellPath">The shell's full path; see <see cref="Shell.Find"/>.</param>
public sealed class ProcessEngine(string shellPath) : Engine
{
    /// <inheritdoc/>
    public override string Name => "process";

    /// <inheritdoc/>
    public override string Description => "processes of this machine";

    internal override bool NeedsBuild(BuildSection build) => !build.BuildSteps.IsEmpty;

    internal override IReadOnlyList<ChildCommand> BuildCommands(BuildSection build, ExperimentRun place)
    {
        var environment = ExperimentEnvironment.Whole(place);
        foreach (var (name, value) in build.EnvVars)
        {
            environment[name] = value;
        }

        string[] lines = ["set -e", .. build.BuildSteps];
        return [new(shellPath, ["-c", string.Join('\n', lines)], place.WorkingDirectory, environment)];
    }

    internal override ChildCommand Command(ExperimentRun run) =>
        new(shellPath, ["-c", run.Experiment.Command], run.WorkingDirectory, ExperimentEnvironment.Whole(run));
}
