namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>
/// A place in a file. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive.
/// The file is written as the user gave it.
/// </summary>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The first character of a file, for faults of the file as a whole.</summary>
    public static SourceSpan StartOf(string file) => new(file, 1, 1, 1, 1);

    /// <summary>The place of a value given on the command line (<c>-P name=value</c>).</summary>
    public static SourceSpan CommandLine { get; } = new("command line", 1, 1, 1, 1);

    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
