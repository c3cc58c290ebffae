namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of search sections, early stopping and observations: PLX4xxx.</summary>
public static class SearchRules
{
    /// <summary>Two search algorithms.</summary>
    public static DiagnosticRule SeveralSearches { get; } = Error("PLX4001", "Several search algorithms");

    /// <summary>The resource's name is a parameter's.</summary>
    public static DiagnosticRule ResourceClash { get; } = Error("PLX4002", "Resource name is taken");

    /// <summary>More experiments asked for than there are.</summary>
    public static DiagnosticRule MoreThanSpace { get; } = Warning("PLX4003", "More experiments than the space has");

    /// <summary>More at once than there are.</summary>
    public static DiagnosticRule Concurrency { get; } =
        Warning("PLX4004", "Concurrency above the number of experiments");

    /// <summary>A setting filled in with its default.</summary>
    public static DiagnosticRule Defaulted { get; } = Warning("PLX4005", "Setting filled in");

    /// <summary>An observation that cannot be read.</summary>
    public static DiagnosticRule Observation { get; } = Error("PLX4006", "Bad observation");

    /// <summary>Drawing found no further point.</summary>
    public static DiagnosticRule StoppedShort { get; } = Warning("PLX4007", "Fewer points than asked for");

    private static DiagnosticRule Error(string code, string title) => new(code, DiagnosticSeverity.Error, title);

    private static DiagnosticRule Warning(string code, string title) => new(code, DiagnosticSeverity.Warning, title);
}
