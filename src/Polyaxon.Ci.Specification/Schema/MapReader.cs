using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads the fields of one mapping by name and type; faults go to the bag and the field counts as absent then.</summary>
internal sealed class MapReader(MappingNode node, string path, DiagnosticBag diagnostics)
{
    /// <summary>The mapping.</summary>
    public MappingNode Node { get; } = node;

    /// <summary>The section's name in messages, for example <c>hptuning.bo</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Where faults go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Refuses keys other than the given ones.</summary>
    public MapReader Only(IReadOnlyCollection<string> known)
    {
        foreach (var entry in Node.Entries.Where(entry => !known.Contains(entry.Key.Text)))
        {
            var place = Path.Length == 0 ? "at the top level" : $"in '{Path}'";
            Diagnostics.Add(
                StructureRules.UnknownField,
                entry.Key.Span,
                () => $"'{Shown(entry.Key.Text)}' is not known {place}.{NearestName.Hint(entry.Key.Text, known)}"
            );
        }

        return this;
    }

    /// <summary>A field's value; null when absent or null.</summary>
    public Node? Find(string key) => Node.Find(key)?.Value is { IsNull: false } value ? value : null;

    /// <summary>A field's value; reported when absent.</summary>
    public Node? Require(string key, string advice)
    {
        var value = Find(key);
        if (value is null)
        {
            var span = Node.Find(key)?.Key.Span ?? HeadOf(Node.Span);
            var place = Path.Length == 0 ? "" : $" in '{Path}'";
            Diagnostics.Add(StructureRules.Missing, span, $"'{key}' is missing{place}; {advice}");
        }

        return value;
    }

    /// <summary>A mapping field.</summary>
    public MapReader? Map(string key) =>
        Find(key) switch
        {
            null => null,
            MappingNode mapping => new MapReader(mapping, Join(key), Diagnostics),
            var other => Wrong<MapReader>(key, other, "a mapping"),
        };

    /// <summary>A list field; empty when absent.</summary>
    public ImmutableArray<Node> List(string key) =>
        Find(key) switch
        {
            null => [],
            SequenceNode sequence => sequence.Items,
            var other => Wrong<SequenceNode>(key, other, "a list")?.Items ?? [],
        };

    /// <summary>A list of texts; numbers are taken as written.</summary>
    public ImmutableArray<ScalarNode> Texts(string key)
    {
        var texts = ImmutableArray.CreateBuilder<ScalarNode>();
        foreach (var item in List(key))
        {
            if (item is ScalarNode { IsNull: false } scalar)
            {
                texts.Add(scalar);
            }
            else
            {
                Wrong<ScalarNode>(key, item, "a list of texts");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>A text field.</summary>
    public ScalarNode? Text(string key) =>
        Find(key) switch
        {
            null => null,
            ScalarNode { Value: TextValue or IntegerValue or FloatValue } scalar => scalar,
            var other => Wrong<ScalarNode>(key, other, "a text"),
        };

    /// <summary>An integer field; a float without a fraction counts.</summary>
    public BigInteger? Integer(string key, BigInteger? least = null)
    {
        var field = Find(key);
        var value = (field as ScalarNode)?.Value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue { Number: var real } when double.IsInteger(real) => new BigInteger(real),
            _ => (BigInteger?)null,
        };
        if (field is not null && value is null)
        {
            Wrong<ScalarNode>(key, field, "an integer");
        }

        return value < least ? OutOfRange(key, field!, $"at least {least}") : value;
    }

    /// <summary>An integer field that must fit a limit the software has.</summary>
    public long? Long(string key, long least, long most)
    {
        var value = Integer(key, least);
        return value > most ? (long?)OutOfRange(key, Find(key)!, $"at most {most}") : (long?)value;
    }

    /// <summary>A number field, finite.</summary>
    public double? Number(string key)
    {
        var field = Find(key);
        var value = (field as ScalarNode)?.Value.AsDouble();
        if (field is not null && (value is null || !double.IsFinite(value.Value)))
        {
            return Wrong<ScalarNode>(key, field, "a finite number") is null ? null : value;
        }

        return value;
    }

    /// <summary>A boolean field; the spellings of YAML 1.1 are taken with a warning.</summary>
    public bool? Boolean(string key)
    {
        var field = Find(key);
        if (field is ScalarNode { Value: BooleanValue boolean })
        {
            return boolean.Flag;
        }

        if (field is ScalarNode { Style: ScalarNodeStyle.Plain } scalar && OldBoolean(scalar.Text) is { } flag)
        {
            var spelling = flag ? "true" : "false";
            Diagnostics.Add(
                StructureRules.OldBoolean,
                field.Span,
                $"'{scalar.Text}' is a boolean in YAML 1.1 only; write '{spelling}'."
            );
            return flag;
        }

        if (field is not null)
        {
            Wrong<ScalarNode>(key, field, "true or false");
        }

        return null;
    }

    /// <summary>A field that holds one of some words exactly as they are; null when absent or faulty.</summary>
    public string? Choice(string key, params string[] words) => Choose(key, words, static word => [word]);

    /// <summary>A field that holds one of some lower-case words in lower case, UPPER CASE or Capitalized; null when absent or faulty.</summary>
    public string? SpelledChoice(string key, params string[] words) =>
        Choose(key, words, static word => [word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..]]);

    /// <summary>Reports a value of the wrong type.</summary>
    public T? Wrong<T>(string key, Node value, string expected)
        where T : class
    {
        var found = value switch
        {
            MappingNode => "a mapping",
            SequenceNode => "a list",
            ScalarNode scalar => $"'{Shown(scalar.Text)}'",
            _ => "something else",
        };
        Diagnostics.Add(StructureRules.WrongType, value.Span, $"'{Join(key)}' must be {expected}, not {found}.");
        return null;
    }

    /// <summary>A text cut for a message.</summary>
    public static string Shown(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }

    /// <summary>The first line of a place: where a section begins.</summary>
    public static SourceSpan HeadOf(SourceSpan span) => span with { EndLine = span.Line, EndColumn = span.Column };

    private string? Choose(string key, string[] words, Func<string, string[]> spellings)
    {
        if (Text(key) is not { } field)
        {
            return null;
        }

        var word = words.FirstOrDefault(word => spellings(word).Contains(field.Text));
        if (word is null)
        {
            var allowed = string.Join(", ", words);
            Diagnostics.Add(
                StructureRules.NotAllowed,
                field.Span,
                $"'{key}' cannot be '{Shown(field.Text)}'; it is one of {allowed}.{NearestName.Hint(field.Text, words)}"
            );
        }

        return word;
    }

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private BigInteger? OutOfRange(string key, Node field, string bound)
    {
        Diagnostics.Add(StructureRules.OutOfRange, field.Span, $"'{Join(key)}' must be {bound}.");
        return null;
    }

    private static bool? OldBoolean(string text) =>
        text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" => true,
            "no" or "off" or "n" => false,
            _ => null,
        };
}
