using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>How a group is run on this machine.</summary>
public sealed record SweepSettings
{
    /// <summary>The project's store folder, <c>.polyaxon</c>; an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>How experiments are run.</summary>
    public required RunnerSettings Runner { get; init; }

    /// <summary>What the group is.</summary>
    public required GroupDefinition Definition { get; init; }
}
