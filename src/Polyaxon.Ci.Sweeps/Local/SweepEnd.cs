using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Why nothing new is started any more, before the search is over.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Cause">Who ended it.</param>
internal sealed record SweepEnd(string Reason, StopCause Cause)
{
    public static SweepEnd Interrupted { get; } = new("interrupted by the user", StopCause.User);

    public static SweepEnd Stopped { get; } = new("stopped by the user", StopCause.User);
}
