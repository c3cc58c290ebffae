namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of builds that validate polyaxonfiles: PLX8xxx.</summary>
public static class BuildRules
{
    /// <summary>The build engine cannot run the tasks.</summary>
    public static DiagnosticRule EngineTooOld { get; } = new("PLX8001", DiagnosticSeverity.Error, "MSBuild is too old");

    /// <summary>A list of experiments leaves some out.</summary>
    public static DiagnosticRule ListCut { get; } =
        new("PLX8002", DiagnosticSeverity.Warning, "Not all experiments are listed");

    /// <summary>A list of experiments cannot be written.</summary>
    public static DiagnosticRule NotWritten { get; } =
        new("PLX8003", DiagnosticSeverity.Error, "Experiments cannot be written");
}
