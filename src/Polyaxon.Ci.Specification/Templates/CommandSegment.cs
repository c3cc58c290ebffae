namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A piece of a command: text, or a matrix parameter's value.</summary>
/// <param name="Text">The text; empty for a value.</param>
/// <param name="Parameter">The parameter's number in the matrix; -1 for text.</param>
public readonly record struct CommandSegment(string Text, int Parameter);
