using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>One entry of the matrix: a parameter and what it may be.</summary>
/// <param name="Name">The parameter's name, case-sensitive.</param>
/// <param name="Option">Its values or its distribution.</param>
/// <param name="Span">Where the name stands.</param>
public sealed record MatrixParameter(string Name, MatrixOption Option, SourceSpan Span);
