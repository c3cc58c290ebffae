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
}
