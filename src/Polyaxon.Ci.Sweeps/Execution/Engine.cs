using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// Where commands run: turns an attempt into a process of this machine that the runner follows. The family is closed: processes of
/// this machine, and containers.
/// </summary>
public abstract class Engine
{
    private protected Engine() { }

    /// <summary><c>process</c> or <c>docker</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the user should know of the choice, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>The processes that prepare experiments, one after another; each must succeed. Done once, before the first experiment.</summary>
    /// <param name="build">What is to be prepared.</param>
    /// <param name="place">The build as an attempt: its folder exists.</param>
    internal abstract IReadOnlyList<ChildCommand> BuildCommands(BuildSection build, ExperimentRun place);

    /// <summary>Whether there is anything to prepare.</summary>
    internal abstract bool NeedsBuild(BuildSection build);

    /// <summary>The process that runs an attempt.</summary>
    internal abstract ChildCommand Command(ExperimentRun run);

    /// <summary>Ends at once what a signal to the process does not reach; whatever fails is passed over.</summary>
    internal virtual void Kill(ExperimentRun run) { }

    /// <summary>Ends what a tool that was killed left running of a group.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="folders">The folders of the attempts that were running.</param>
    /// <param name="grace">How long they may take before they are killed.</param>
    /// <returns>How many processes were found.</returns>
    public virtual int EndLeftovers(string group, IEnumerable<string> folders, TimeSpan grace) =>
        Leftovers.End(group, folders, grace);
}
