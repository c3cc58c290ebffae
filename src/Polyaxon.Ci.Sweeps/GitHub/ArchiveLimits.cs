namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>What an archive from elsewhere may hold at the most.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Files and folders.</summary>
    public int Entries { get; init; } = 100_000;

    /// <summary>Unpacked bytes in all.</summary>
    public long Bytes { get; init; } = 2L << 30;

    /// <summary>Folders inside one another.</summary>
    public int Depth { get; init; } = 32;
}
