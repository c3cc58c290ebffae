using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>Builds one mapping: refuses duplicate keys and applies <c>&lt;&lt;</c> merge keys (an explicit key beats a merged one).</summary>
internal sealed class MappingBuilder(DiagnosticBag diagnostics)
{
    private readonly List<MappingEntry> _entries = [];
    private readonly Dictionary<string, ScalarNode> _explicit = new(StringComparer.Ordinal);
    private readonly List<MappingEntry> _merged = [];

    /// <summary>Adds an entry.</summary>
    public void Add(ScalarNode key, Node value)
    {
        if (key is { Text: "<<", Style: ScalarNodeStyle.Plain })
        {
            Merge(value);
        }
        else if (_explicit.TryGetValue(key.Text, out var first))
        {
            diagnostics.Add(
                FileRules.DuplicateKey,
                key.Span,
                $"'{key.Text}' stands here a second time; the first is at line {first.Span.Line}. Keep one of them."
            );
        }
        else
        {
            _explicit.Add(key.Text, key);
            _entries.Add(new MappingEntry(key, value));
        }
    }

    /// <summary>The finished mapping: explicit entries in their order, then what was merged in.</summary>
    public MappingNode Build(SourceSpan span)
    {
        var taken = new HashSet<string>(_explicit.Keys, StringComparer.Ordinal);
        return new MappingNode(span, [.. _entries, .. _merged.Where(entry => taken.Add(entry.Key.Text))]);
    }

    private void Merge(Node value)
    {
        switch (value)
        {
            case MappingNode mapping:
                _merged.AddRange(mapping.Entries);
                break;
            case SequenceNode sequence when sequence.Items.All(item => item is MappingNode):
                _merged.AddRange(sequence.Items.Cast<MappingNode>().SelectMany(mapping => mapping.Entries));
                break;
            default:
                diagnostics.Add(
                    FileRules.BadMergeKey,
                    value.Span,
                    "'<<' merges a mapping or a list of mappings, such as '<<: *defaults'."
                );
                break;
        }
    }
}
