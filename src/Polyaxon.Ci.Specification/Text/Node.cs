using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>A value of a YAML document with the place it has in its file. Nodes are immutable; aliases and merge keys are already expanded.</summary>
public abstract class Node(SourceSpan span)
{
    /// <summary>Where the node stands; it survives merging, so a diagnostic names the file that holds the fault.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>The node as plain data, without places.</summary>
    public abstract Value ToValue();

    /// <summary>Whether this is a null scalar (or nothing at all was written).</summary>
    public bool IsNull => this is ScalarNode { Value: NullValue };
}

/// <summary>How a scalar is written.</summary>
public enum ScalarNodeStyle
{
    /// <summary>Without quotes: the text decides the type.</summary>
    Plain,

    /// <summary>In single or double quotes: always text.</summary>
    Quoted,

    /// <summary>A literal or folded block: always text.</summary>
    Block,
}

/// <summary>A single value.</summary>
public sealed class ScalarNode(SourceSpan span, string text, ScalarNodeStyle style, Value value, SourceText? source)
    : Node(span)
{
    /// <summary>The text after unquoting and unfolding.</summary>
    public string Text { get; } = text;

    /// <summary>How it is written.</summary>
    public ScalarNodeStyle Style { get; } = style;

    /// <summary>The file it stands in; null for texts of the command line.</summary>
    internal SourceText? Source { get; } = source;

    /// <summary>The typed value by the YAML 1.2 core schema.</summary>
    public Value Value { get; } = value;

    /// <inheritdoc/>
    public override Value ToValue() => Value;

    /// <summary>
    /// The place in the file of a part of <see cref="Text"/>. Quoting and folding shift text, so the part is looked for in the
    /// raw source, by how often it occurs before; when that fails the whole scalar's place is given.
    /// </summary>
    public SourceSpan SpanOf(int offset, int length)
    {
        if (Source is null || length <= 0 || offset < 0 || offset + length > Text.Length)
        {
            return Span;
        }

        var part = Text.Substring(offset, length);
        var earlier = 0;
        for (
            var at = Text.IndexOf(part, StringComparison.Ordinal);
            at >= 0 && at < offset;
            at = Text.IndexOf(part, at + 1, StringComparison.Ordinal)
        )
        {
            earlier++;
        }

        var (start, end) = (Source.IndexOf(Span.Line, Span.Column), Source.IndexOf(Span.EndLine, Span.EndColumn));
        var found = start - 1;
        for (var i = 0; i <= earlier; i++)
        {
            found =
                found + 1 < end
                    ? Source.Content.IndexOf(part, found + 1, end - found - 1, StringComparison.Ordinal)
                    : -1;
            if (found < 0)
            {
                return Span;
            }
        }

        var (line, column) = Source.PlaceOf(found);
        return new SourceSpan(Span.File, line, column, line, column + length);
    }
}

/// <summary>A list.</summary>
public sealed class SequenceNode(SourceSpan span, ImmutableArray<Node> items) : Node(span)
{
    /// <summary>The items in order.</summary>
    public ImmutableArray<Node> Items { get; } = items;

    /// <inheritdoc/>
    public override Value ToValue() => new ListValue([.. Items.Select(item => item.ToValue())]);
}

/// <summary>One entry of a mapping.</summary>
/// <param name="Key">The key with its place.</param>
/// <param name="Value">The value.</param>
public sealed record MappingEntry(ScalarNode Key, Node Value);

/// <summary>A mapping whose keys are distinct texts, in the order of the file.</summary>
public sealed class MappingNode(SourceSpan span, ImmutableArray<MappingEntry> entries) : Node(span)
{
    /// <summary>The entries in order.</summary>
    public ImmutableArray<MappingEntry> Entries { get; } = entries;

    /// <summary>The entry of a key; null when there is none.</summary>
    public MappingEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override Value ToValue() =>
        new MapValue([.. Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, entry.Value.ToValue()))]);
}
