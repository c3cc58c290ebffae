using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Tests.Execution;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Processes_of_one_group_are_found_by_their_environment_and_ended_even_if_they_resist()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell a process's environment.");
        using var resisting = Start("mine", "trap '' TERM; echo ready; (while :; do sleep 0.05; done)");
        using var other = Start("mine-too", "echo ready; sleep 1000");
        var found = new ProcessEngine("bash").EndLeftovers("mine", [], TimeSpan.FromMilliseconds(200));
        Assert.Equal(1, found);
        Assert.NotNull(resisting.TryWait());
        Assert.Null(other.TryWait());
        other.Kill();
    }

    /// <summary>A process as a killed tool leaves it.</summary>
    private ChildProcess Start(string group, string command)
    {
        ExperimentRun run = new()
        {
            Experiment = new PlannedExperiment
            {
                Index = 1,
                Parameters = [],
                Declarations = [],
                Command = command,
                Fingerprint = "",
            },
            Group = group,
            Batch = 1,
            Folder = _folder.Path,
            WorkingDirectory = _folder.Path,
        };
        var child = ChildProcess.Start(new ProcessEngine(Shell.Find(null)!).Command(run));
        var buffer = new byte[100];
        while (child.Read(buffer, 1000) <= 0)
        {
            Assert.Null(child.TryWait());
        }

        return child;
    }
}
