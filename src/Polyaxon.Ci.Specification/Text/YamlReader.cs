using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>
/// Reads YAML 1.2 (and so JSON) into located nodes, from parser events. Aliases and merge keys are expanded within a budget,
/// duplicate keys are faults. Answers null with diagnostics instead of throwing.
/// </summary>
internal sealed class YamlReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;
    private readonly Dictionary<string, Anchored?> _anchors = new(StringComparer.Ordinal);
    private Mark _last = new(0, 1, 1);
    private long _nodes;

    private YamlReader(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _parser = new Parser(new Scanner(new StringReader(source.Content), skipComments: true));
    }

    /// <summary>A node behind an anchor and how many nodes it stands for; the entry is null while the node is still being read.</summary>
    private sealed record Anchored(Node Node, long Size);

    /// <summary>Thrown inside this class only, to give up a file whose fault is already reported.</summary>
    private sealed class GivenUpException : Exception;

    /// <summary>The root mapping of a file; null when the file cannot be used.</summary>
    public static MappingNode? Read(SourceText source, DiagnosticBag diagnostics)
    {
        var reader = new YamlReader(source, diagnostics);
        try
        {
            return reader.ReadDocument();
        }
        catch (GivenUpException)
        {
            return null;
        }
        catch (YamlException e)
        {
            YamlFaults.Report(source, e, reader._last, diagnostics);
            return null;
        }
        catch (Exception e)
            when (e
                    is InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or OverflowException
                        or IndexOutOfRangeException
            )
        {
            // The parser throws these, without a place, for some malformed flow collections and escapes.
            YamlFaults.Report(
                source,
                new SyntaxErrorException(reader._last, reader._last, e.Message),
                reader._last,
                diagnostics
            );
            return null;
        }
    }

    private MappingNode? ReadDocument()
    {
        Take<StreamStart>();
        if (Peek() is StreamEnd)
        {
            _diagnostics.Add(
                FileRules.Empty,
                SourceSpan.StartOf(_source.File),
                $"'{_source.File}' is empty; 'dotnet polyaxon init' writes a file to start from."
            );
            return null;
        }

        Take<DocumentStart>();
        var root = ReadNode(0, out _);
        Take<DocumentEnd>();
        if (Peek() is DocumentStart second)
        {
            Give(
                FileRules.SeveralDocuments,
                SpanOf(second),
                "A second YAML document starts here; a polyaxonfile holds one. Put it into a file of its own."
            );
        }

        return Root(root);
    }

    private MappingNode? Root(Node root)
    {
        if (root is MappingNode { Entries.Length: > 0 } mapping)
        {
            return mapping;
        }

        if (_diagnostics.HasErrors)
        {
            return null;
        }

        if (root.IsNull || root is MappingNode)
        {
            _diagnostics.Add(
                FileRules.Empty,
                root.Span,
                $"'{_source.File}' is empty; 'dotnet polyaxon init' writes a file to start from."
            );
        }
        else
        {
            _diagnostics.Add(
                FileRules.RootNotMapping,
                root.Span,
                "A polyaxonfile is a mapping of sections such as 'version: 1' and 'kind: group'."
            );
        }

        return null;
    }

    private Node ReadNode(int depth, out long size)
    {
        if (Peek() is AnchorAlias alias)
        {
            return ReadAlias(alias, out size);
        }

        if (Peek() is not NodeEvent start)
        {
            throw new SyntaxErrorException(_last, _last, "a value was expected here");
        }

        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        Count(1, SpanOf(start));
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
        Next();
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchored))
        {
            throw Give(FileRules.UnknownAlias, SpanOf(alias), $"There is no anchor '&{name}' before this alias.");
        }

        if (anchored is null)
        {
            throw Give(
                FileRules.RecursiveAlias,
                SpanOf(alias),
                $"'*{name}' stands inside its own anchor '&{name}'; write the value out."
            );
        }

        size = anchored.Size;
        Count(size, SpanOf(alias));
        return anchored.Node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        Next();
        var style = scalar.Style switch
        {
            ScalarStyle.Literal or ScalarStyle.Folded => ScalarNodeStyle.Block,
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => ScalarNodeStyle.Quoted,
            _ => ScalarNodeStyle.Plain,
        };
        var span = SpanOf(scalar);
        var value = YamlTags.Type(scalar, style, span, _diagnostics);
        return new ScalarNode(span, scalar.Value, style, value, _source);
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth, ref long size)
    {
        Next();
        CheckDepth(depth, start);
        YamlTags.CheckCollection(start.Tag, "seq", SpanOf(start), _diagnostics);
        var items = ImmutableArray.CreateBuilder<Node>();
        while (Peek() is not SequenceEnd)
        {
            items.Add(ReadNode(depth, out var itemSize));
            size += itemSize;
        }

        return new SequenceNode(SpanUpTo(start, Next()), items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, int depth, ref long size)
    {
        Next();
        CheckDepth(depth, start);
        YamlTags.CheckCollection(start.Tag, "map", SpanOf(start), _diagnostics);
        var builder = new MappingBuilder(_diagnostics);
        while (Peek() is not MappingEnd)
        {
            var keyEvent = Peek();
            var key = ReadNode(depth, out var keySize);
            var value = ReadNode(depth, out var valueSize);
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

        return builder.Build(SpanUpTo(start, Next()));
    }

    /// <summary>An unquoted <c>{{ lr }}</c> is, to YAML, a mapping whose key is a mapping.</summary>
    private void ReportKey(ParsingEvent? key, MappingStart mapping)
    {
        var at = _source.IndexOf((int)mapping.Start.Line, (int)mapping.Start.Column);
        var isTemplate =
            key is MappingStart && mapping.Style == MappingStyle.Flow && _source.Content.AsSpan(at).StartsWith("{{");
        if (isTemplate)
        {
            _diagnostics.Add(
                FileRules.UnquotedTemplate,
                SpanOf(mapping),
                "YAML reads an unquoted '{{ … }}' as a mapping; put the text in quotes: \"{{ name }}\"."
            );
        }
        else
        {
            _diagnostics.Add(
                FileRules.KeyNotText,
                SpanOf(key ?? mapping),
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
                SpanOf(at),
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
        _diagnostics.Add(rule, span, message);
        throw new GivenUpException();
    }

    private ParsingEvent? Peek()
    {
        if (_parser.Current is null && _parser.MoveNext())
        {
            _last = _parser.Current!.End;
        }

        return _parser.Current;
    }

    private ParsingEvent Next()
    {
        var current = Peek() ?? throw new SyntaxErrorException(_last, _last, "the file ends too early");
        if (_parser.MoveNext())
        {
            _last = _parser.Current!.Start;
        }

        return current;
    }

    private void Take<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw new SyntaxErrorException(_last, _last, "this is not where a document can start or end");
        }
    }

    private SourceSpan SpanOf(ParsingEvent parsed) => SpanUpTo(parsed, parsed);

    private SourceSpan SpanUpTo(ParsingEvent first, ParsingEvent last) =>
        YamlFaults.Span(_source.File, first.Start, last.End);
}
