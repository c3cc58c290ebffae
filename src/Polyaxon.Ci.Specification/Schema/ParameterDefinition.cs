using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>One entry of <c>params</c>: a constant or a template over other parameters.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">What the file says, any YAML; texts inside are templates.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="FromCommandLine">Whether <c>-P</c> gave it; its text is typed as a YAML scalar then.</param>
public sealed record ParameterDefinition(string Name, Node Value, SourceSpan Span, bool FromCommandLine);

/// <summary>One item of <c>inputs</c> or <c>outputs</c>: a typed parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">int, float, bool, str, dict, uri, path, …; null for any.</param>
/// <param name="Description">A description; null when not given.</param>
/// <param name="Default">The default; null when there is none.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
/// <param name="IsList">Whether it is a list of the type.</param>
/// <param name="IsFlag">Whether it renders as <c>--name</c> when true and as nothing when false.</param>
/// <param name="Options">The values it may take; empty for any.</param>
/// <param name="Span">Where the item stands.</param>
public sealed record InputDefinition(
    string Name,
    string? Type,
    string? Description,
    Values.Value? Default,
    bool IsOptional,
    bool IsList,
    bool IsFlag,
    ImmutableArray<Values.Value> Options,
    SourceSpan Span
);
