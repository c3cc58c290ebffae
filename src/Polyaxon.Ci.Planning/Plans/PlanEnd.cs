namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Why a group has nothing more to run.</summary>
public enum PlanEndKind
{
    /// <summary>The search is over.</summary>
    Done,

    /// <summary>Early stopping ended the group; that is success.</summary>
    Stopped,

    /// <summary>The search is not over but cannot go on.</summary>
    Stuck,
}

/// <summary>The end of a group.</summary>
/// <param name="Kind">Which kind of end.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Experiment">The experiment that met early stopping; null elsewhere.</param>
public sealed record PlanEnd(PlanEndKind Kind, string Reason, long? Experiment = null);
