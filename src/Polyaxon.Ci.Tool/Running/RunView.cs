using System.Numerics;
using System.Runtime.CompilerServices;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Running.Live;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What is seen of a running group.</summary>
internal abstract class RunView : SweepObserver
{
    /// <summary>The view that fits where the text goes: a live table on a terminal, plain lines elsewhere.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="total">How many experiments there are in all.</param>
    /// <param name="definition">What the group is.</param>
    /// <param name="concurrency">How many experiments run at once.</param>
    public static RunView Create(RunOutput output, BigInteger total, GroupDefinition definition, int concurrency) =>
        output.IsLive ? CreateLive(output, total, definition, concurrency) : new RunLines(output, total, definition);

    /// <summary>Shows the view while a group runs.</summary>
    public virtual SweepSummary Show(Func<SweepSummary> run) => run();

    // On its own, so that the terminal library is loaded only where there is a terminal.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LiveView CreateLive(
        RunOutput output,
        BigInteger total,
        GroupDefinition definition,
        int concurrency
    ) => new(output, new LiveState(total, definition.Objective, concurrency, TimeProvider.System), definition);
}
