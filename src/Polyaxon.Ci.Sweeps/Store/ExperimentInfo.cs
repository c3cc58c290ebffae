namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>What the store knows of an experiment.</summary>
public sealed record ExperimentInfo
{
    /// <summary>The running number in the project.</summary>
    public required long Id { get; init; }

    /// <summary>The running number of its group.</summary>
    public required long Group { get; init; }

    /// <summary>The number in its group, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The unique name, <c>user.project.G.E</c>.</summary>
    public required string UniqueName { get; init; }

    /// <summary>Who ran it.</summary>
    public required string User { get; init; }

    /// <summary>Its status.</summary>
    public required string Status { get; init; }

    /// <summary>Why; null when there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>The newest attempt; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>Its declarations as JSON.</summary>
    public required string Declarations { get; init; }

    /// <summary>Its command; null when the store does not know it.</summary>
    public string? Command { get; init; }

    /// <summary>The running number of the experiment it was promoted from; null when there is none.</summary>
    public long? Parent { get; init; }

    /// <summary>When it was planned.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its newest attempt started; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its newest attempt ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
