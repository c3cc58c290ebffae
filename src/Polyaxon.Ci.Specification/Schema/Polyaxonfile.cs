using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>
/// A valid polyaxonfile, merged from one or more files. It cannot exist half valid: <see cref="Polyaxon.Ci.Specification.PolyaxonfileReader"/> answers
/// with diagnostics instead.
/// </summary>
public sealed record Polyaxonfile
{
    /// <summary>The files it was read from, in order, as the user named them.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>The merged document, for embedding it in a plan and for hashing.</summary>
    public required MappingNode Document { get; init; }

    /// <summary>The kind.</summary>
    public required PolyaxonKind Kind { get; init; }

    /// <summary><c>name</c>; null when not given.</summary>
    public string? Name { get; init; }

    /// <summary><c>description</c>; null when not given.</summary>
    public string? Description { get; init; }

    /// <summary><c>tags</c>, distinct, in order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary><c>logging.level</c>.</summary>
    public string LogLevel { get; init; } = "INFO";

    /// <summary><c>params</c> (or <c>declarations</c>) in order, with <c>-P</c> texts folded in.</summary>
    public ImmutableArray<ParameterDefinition> Params { get; init; } = [];

    /// <summary><c>inputs</c>.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary><c>outputs</c>.</summary>
    public ImmutableArray<InputDefinition> Outputs { get; init; } = [];

    /// <summary><c>environment</c> as plain data; null when not given. It has no effect here.</summary>
    public MapValue? Environment { get; init; }

    /// <summary>What is searched. For kind experiment an empty matrix with grid search: a group of one.</summary>
    public required HptuningSection Hptuning { get; init; }

    /// <summary><c>build</c>; null when not given.</summary>
    public BuildSection? Build { get; init; }

    /// <summary><c>run.cmd</c>: one text, or the items of a list; empty for kinds that need none.</summary>
    public ImmutableArray<ScalarNode> Command { get; init; } = [];
}
