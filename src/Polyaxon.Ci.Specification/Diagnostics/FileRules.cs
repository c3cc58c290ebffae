namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of files and their YAML, and of the command line's parameters: PLX0xxx.</summary>
public static class FileRules
{
    /// <summary>A file cannot be opened.</summary>
    public static DiagnosticRule Unreadable { get; } = Error("PLX0001", "File cannot be read");

    /// <summary>A file is larger than the limit.</summary>
    public static DiagnosticRule TooLarge { get; } = Error("PLX0002", "File too large");

    /// <summary>A file is not UTF-8 text.</summary>
    public static DiagnosticRule Encoding { get; } = Error("PLX0003", "File is not UTF-8 text");

    /// <summary>A file holds nothing.</summary>
    public static DiagnosticRule Empty { get; } = Error("PLX0004", "File is empty");

    /// <summary>The text is not YAML.</summary>
    public static DiagnosticRule Syntax { get; } = Error("PLX0005", "YAML syntax error");

    /// <summary>A file holds a second document.</summary>
    public static DiagnosticRule SeveralDocuments { get; } = Error("PLX0006", "Several YAML documents");

    /// <summary>A mapping's key is a list or a mapping.</summary>
    public static DiagnosticRule KeyNotText { get; } = Error("PLX0007", "Key is not text");

    /// <summary>Collections stand too deep in each other.</summary>
    public static DiagnosticRule TooDeep { get; } = Error("PLX0008", "Nested too deeply");

    /// <summary>Aliases expand to too many values.</summary>
    public static DiagnosticRule TooManyNodes { get; } = Error("PLX0009", "Too many values");

    /// <summary>An alias stands inside what it refers to.</summary>
    public static DiagnosticRule RecursiveAlias { get; } = Error("PLX0010", "Alias inside its own anchor");

    /// <summary>A tag that YAML's core schema does not know.</summary>
    public static DiagnosticRule UnknownTag { get; } = Error("PLX0011", "Unknown YAML tag");

    /// <summary>A key stands twice in one mapping.</summary>
    public static DiagnosticRule DuplicateKey { get; } = Error("PLX0012", "Duplicate key");

    /// <summary>The document is not a mapping.</summary>
    public static DiagnosticRule RootNotMapping { get; } = Error("PLX0013", "Document is not a mapping");

    /// <summary>A merge key's value is not a mapping.</summary>
    public static DiagnosticRule BadMergeKey { get; } = Error("PLX0014", "Merge key without a mapping");

    /// <summary>A template that YAML reads as a mapping because it is not quoted.</summary>
    public static DiagnosticRule UnquotedTemplate { get; } = Error("PLX0015", "Template is not quoted");

    /// <summary>A <c>-P</c> text is not <c>NAME=VALUE</c>, or names a parameter twice.</summary>
    public static DiagnosticRule BadParameter { get; } = Error("PLX0016", "Bad -P parameter");

    /// <summary>No polyaxonfile was named and none of the default names exists.</summary>
    public static DiagnosticRule NoFile { get; } = Error("PLX0017", "No polyaxonfile found");

    /// <summary>An alias refers to no anchor.</summary>
    public static DiagnosticRule UnknownAlias { get; } = Error("PLX0018", "Unknown alias");

    /// <summary>A file has more faults than are listed.</summary>
    public static DiagnosticRule MoreFaults { get; } =
        new("PLX0019", DiagnosticSeverity.Info, "More faults than are listed");

    private static DiagnosticRule Error(string code, string title) => new(code, DiagnosticSeverity.Error, title);
}
