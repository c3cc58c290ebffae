namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A name that a template uses.</summary>
/// <param name="Name">The name and its place.</param>
/// <param name="MayBeUndefined">Whether the template says what is to be done without it.</param>
internal sealed record NameUse(NameExpression Name, bool MayBeUndefined);
