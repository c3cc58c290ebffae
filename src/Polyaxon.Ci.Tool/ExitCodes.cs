namespace Polyaxon.Ci.Tool;

/// <summary>The exit codes, the same for all verbs.</summary>
internal static class ExitCodes
{
    /// <summary>Fine.</summary>
    public const int Fine = 0;

    /// <summary>It ran and the outcome is bad.</summary>
    public const int Bad = 1;

    /// <summary>Wrong usage, or an invalid polyaxonfile.</summary>
    public const int Usage = 2;

    /// <summary>Results are missing: nothing can be said of the whole.</summary>
    public const int Incomplete = 3;

    /// <summary>A server could not be reached, or does not let us.</summary>
    public const int Remote = 4;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;
}
