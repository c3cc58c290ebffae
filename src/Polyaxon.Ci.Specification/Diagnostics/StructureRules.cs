namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of sections and fields: PLX1xxx for any field, PLX2xxx for particular sections.</summary>
public static class StructureRules
{
    /// <summary>A required field is absent.</summary>
    public static DiagnosticRule Missing { get; } = Error("PLX1001", "Required field missing");

    /// <summary>A key the format does not know.</summary>
    public static DiagnosticRule UnknownField { get; } = Error("PLX1002", "Unknown field");

    /// <summary>A value of another type than the field's.</summary>
    public static DiagnosticRule WrongType { get; } = Error("PLX1003", "Wrong type");

    /// <summary>A value that is not one of those allowed.</summary>
    public static DiagnosticRule NotAllowed { get; } = Error("PLX1004", "Value not allowed");

    /// <summary>A number outside its range.</summary>
    public static DiagnosticRule OutOfRange { get; } = Error("PLX1005", "Number out of range");

    /// <summary>A later spelling or an old one, read all the same.</summary>
    public static DiagnosticRule OldSpelling { get; } = Warning("PLX1006", "Other spelling of a field");

    /// <summary>A boolean in the spelling of YAML 1.1.</summary>
    public static DiagnosticRule OldBoolean { get; } = Warning("PLX1007", "Boolean of YAML 1.1");

    /// <summary>Two fields that exclude each other.</summary>
    public static DiagnosticRule Both { get; } = Error("PLX1008", "Fields exclude each other");

    /// <summary>Not version 1.</summary>
    public static DiagnosticRule Version { get; } = Error("PLX2001", "Version not supported");

    /// <summary>A kind that version 1 does not know.</summary>
    public static DiagnosticRule Kind { get; } = Error("PLX2002", "Unknown kind");

    /// <summary>A file of the format before version 0.4.</summary>
    public static DiagnosticRule Legacy { get; } = Error("PLX2003", "Old file format");

    /// <summary>A file of the later version 1.1.</summary>
    public static DiagnosticRule Later { get; } = Error("PLX2004", "Later file format");

    /// <summary>A group without anything to search.</summary>
    public static DiagnosticRule NoMatrix { get; } = Error("PLX2005", "No matrix");

    /// <summary>A build without exactly one source of its image.</summary>
    public static DiagnosticRule ImageSource { get; } =
        Error("PLX2006", "Build needs exactly one of image, dockerfile and ref");

    /// <summary>An image name that is not one.</summary>
    public static DiagnosticRule Image { get; } = Error("PLX2007", "Bad image name");

    /// <summary>No command to run.</summary>
    public static DiagnosticRule NoCommand { get; } = Error("PLX2008", "No command");

    /// <summary>A name with characters that are not allowed.</summary>
    public static DiagnosticRule Name { get; } = Error("PLX2009", "Bad name");

    /// <summary>The environment section has no effect here.</summary>
    public static DiagnosticRule EnvironmentIgnored { get; } = Warning("PLX2010", "Environment has no effect");

    /// <summary>An input whose default does not fit.</summary>
    public static DiagnosticRule Input { get; } = Error("PLX2011", "Bad input");

    /// <summary>A param that no input declares, or a required input without a param.</summary>
    public static DiagnosticRule InputMismatch { get; } = Error("PLX2012", "Params and inputs disagree");

    private static DiagnosticRule Error(string code, string title) => new(code, DiagnosticSeverity.Error, title);

    private static DiagnosticRule Warning(string code, string title) => new(code, DiagnosticSeverity.Warning, title);
}
