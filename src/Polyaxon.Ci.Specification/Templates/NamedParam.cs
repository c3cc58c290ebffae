namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A param by its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Template">Its value.</param>
internal sealed record NamedParam(string Name, ParamTemplate Template);
