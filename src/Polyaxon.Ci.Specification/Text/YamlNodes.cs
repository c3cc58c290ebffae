using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>Builds located nodes from events: expands aliases within a budget, keeps to a depth, refuses keys that are no text.</summary>
internal sealed class YamlNodes(SourceText source, YamlEvents events, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Anchored?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    /// <summary>A node behind an anchor and how many nodes it stands for; the entry is null while the node is still being read.</summary>
    private sealed record Anchored(Node Node, long Size);

    /// <summary>The node that comes next.</summary>
    public Node Read() => Read(0, out _);

    private Node Read(int depth, out long size)
    {
        if (events.Peek() is AnchorAlias alias)
        {
            return ReadAlias(alias, out size);
        }

        if (events.Peek() is not NodeEvent start)
        {
            throw new SyntaxErrorException(events.Last, events.Last, "a value was expected here");
        }

        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        Count(1, events.SpanOf(start));
        size = 1;
        Node node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence, depth + 1, ref size),
            MappingStart mapping => ReadMapping(mapping, depth + 1, ref size),
            _ => throw new SyntaxErrorException(start.Start, start.End, "a value was expected here"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = new Anchored(node, size);
        }

        return node;
    }

    private Node ReadAlias(AnchorAlias alias, out long size)
    {
        events.Next();
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchored))
        {
            throw Give(
                FileRules.UnknownAlias,
                events.SpanOf(alias),
                $"There is no anchor '&{name}' before this alias."
            );
        }

        if (anchored is null)
        {
            throw Give(
                FileRules.RecursiveAlias,
                events.SpanOf(alias),
                $"'*{name}' stands inside its own anchor '&{name}'; write the value out."
            );
        }

        size = anchored.Size;
        Count(size, events.SpanOf(alias));
        return anchored.Node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        events.Next();
        var style = scalar.Style switch
        {
            ScalarStyle.Literal or ScalarStyle.Folded => ScalarNodeStyle.Block,
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => ScalarNodeStyle.Quoted,
            _ => ScalarNodeStyle.Plain,
        };
        var span = events.SpanOf(scalar);
        var value = YamlTags.Type(scalar, style, span, diagnostics);
        return new ScalarNode(span, scalar.Value, style, value, source);
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth, ref long size)
    {
        events.Next();
        CheckDepth(depth, start);
        YamlTags.CheckCollection(start.Tag, "seq", events.SpanOf(start), diagnostics);
        var items = ImmutableArray.CreateBuilder<Node>();
        while (events.Peek() is not SequenceEnd)
        {
            items.Add(Read(depth, out var itemSize));
            size += itemSize;
        }

        return new SequenceNode(events.SpanUpTo(start, events.Next()), items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, int depth, ref long size)
    {
        events.Next();
        CheckDepth(depth, start);
        YamlTags.CheckCollection(start.Tag, "map", events.SpanOf(start), diagnostics);
        var builder = new MappingBuilder(diagnostics);
        while (events.Peek() is not MappingEnd)
        {
            var keyEvent = events.Peek();
            var key = Read(depth, out var keySize);
            var value = Read(depth, out var valueSize);
            size += keySize + valueSize;
            if (key is ScalarNode scalar)
            {
                builder.Add(scalar, value);
            }
            else
            {
                ReportKey(keyEvent, start);
            }
        }

        return builder.Build(events.SpanUpTo(start, events.Next()));
    }

    /// <summary>An unquoted <c>{{ lr }}</c> is, to YAML, a mapping whose key is a mapping.</summary>
    private void ReportKey(ParsingEvent? key, MappingStart mapping)
    {
        var at = source.IndexOf((int)mapping.Start.Line, (int)mapping.Start.Column);
        var isTemplate =
            key is MappingStart && mapping.Style == MappingStyle.Flow && source.Content.AsSpan(at).StartsWith("{{");
        if (isTemplate)
        {
            diagnostics.Add(
                FileRules.UnquotedTemplate,
                events.SpanOf(mapping),
                "YAML reads an unquoted '{{ … }}' as a mapping; put the text in quotes: \"{{ name }}\"."
            );
        }
        else
        {
            diagnostics.Add(
                FileRules.KeyNotText,
                events.SpanOf(key ?? mapping),
                "A key must be plain text here, not a list or a mapping."
            );
        }
    }

    private void CheckDepth(int depth, ParsingEvent at)
    {
        if (depth > ReadingLimits.Depth)
        {
            throw Give(
                FileRules.TooDeep,
                events.SpanOf(at),
                $"Lists and mappings stand more than {ReadingLimits.Depth} deep in each other here."
            );
        }
    }

    private void Count(long size, SourceSpan at)
    {
        _nodes += size;
        if (_nodes > ReadingLimits.Nodes)
        {
            throw Give(
                FileRules.TooManyNodes,
                at,
                $"The file holds more than {ReadingLimits.Nodes} values once its aliases are expanded."
            );
        }
    }

    private GivenUpException Give(DiagnosticRule rule, SourceSpan span, string message)
    {
        diagnostics.Add(rule, span, message);
        return new GivenUpException();
    }
}
