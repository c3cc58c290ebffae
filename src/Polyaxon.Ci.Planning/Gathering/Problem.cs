namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>What can be wrong with the results of a batch.</summary>
public enum ProblemKind
{
    /// <summary>No result arrived.</summary>
    Missing,

    /// <summary>The experiment was started, and no result says how it ended; or its job was cancelled.</summary>
    Unfinished,

    /// <summary>A file holds no result.</summary>
    Corrupt,

    /// <summary>Two results of one attempt differ.</summary>
    Duplicate,

    /// <summary>A result belongs to another group or to other work.</summary>
    Foreign,
}

/// <summary>Something that is wrong with the results.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">What in words, and what to do.</param>
/// <param name="Index">The experiment; null when it cannot be told.</param>
/// <param name="Leg">The leg that should have left the result; null when it cannot be told.</param>
public sealed record Problem(ProblemKind Kind, string Message, long? Index = null, int? Leg = null)
{
    /// <summary>Whether the group is incomplete because of it.</summary>
    public bool IsGap => Kind is ProblemKind.Missing or ProblemKind.Unfinished or ProblemKind.Corrupt;
}
