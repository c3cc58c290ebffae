namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of templates: PLX5xxx.</summary>
public static class TemplateRules
{
    /// <summary>A template cannot be parsed.</summary>
    public static DiagnosticRule Syntax { get; } = new("PLX5001", DiagnosticSeverity.Error, "Template syntax error");

    /// <summary>A template uses a name that nothing defines.</summary>
    public static DiagnosticRule UndefinedName { get; } =
        new("PLX5002", DiagnosticSeverity.Error, "Undefined name in a template");

    /// <summary>Params refer to each other in a circle.</summary>
    public static DiagnosticRule Cycle { get; } =
        new("PLX5003", DiagnosticSeverity.Error, "Params refer to each other in a circle");

    /// <summary>A template cannot be evaluated with these values.</summary>
    public static DiagnosticRule Evaluation { get; } =
        new("PLX5004", DiagnosticSeverity.Error, "Template cannot be evaluated");

    /// <summary>A matrix parameter that the command does not use.</summary>
    public static DiagnosticRule Unused { get; } =
        new("PLX5005", DiagnosticSeverity.Warning, "Matrix parameter not used in the command");

    /// <summary>A blank after the backslash that continues a line.</summary>
    public static DiagnosticRule BlankAfterBackslash { get; } =
        new("PLX5006", DiagnosticSeverity.Warning, "Blank after a continuation backslash");

    /// <summary>An undefined name in an experiment, which the old platform rendered as nothing.</summary>
    public static DiagnosticRule UndefinedInExperiment { get; } =
        new("PLX5007", DiagnosticSeverity.Warning, "Undefined name in an experiment's template");

    /// <summary>A parameter of the command line that a shell would interpret.</summary>
    public static DiagnosticRule ShellCharacters { get; } =
        new("PLX5008", DiagnosticSeverity.Warning, "Shell characters in a parameter");
}
