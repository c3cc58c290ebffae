using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>One number of an option.</summary>
/// <param name="Number">Its exact decimal amount.</param>
/// <param name="IsInteger">Whether it is written as an integer.</param>
/// <param name="Node">Where it stands.</param>
internal sealed record OptionNumber(ExactDecimal Number, bool IsInteger, Node Node);

/// <summary>Reads the numbers of an option in its three forms: <c>1:10:2</c>, <c>[1, 10, 2]</c> and <c>{start: 1, stop: 10, step: 2}</c>.</summary>
internal sealed class OptionNumbers(string parameter, string option, Node value, DiagnosticBag diagnostics)
{
    /// <summary>The numbers in the order of <paramref name="keys"/>; null when faulty.</summary>
    public OptionNumber[]? Read(string[] keys, int least, int most)
    {
        var parts = value switch
        {
            ScalarNode { Value: TextValue } text when text.Text.Contains(':', StringComparison.Ordinal) => Split(text),
            SequenceNode sequence => [.. sequence.Items],
            MappingNode mapping => Named(mapping, keys, least),
            _ => BadForm(keys, least),
        };
        if (parts is null)
        {
            return null;
        }

        if (parts.Count < least || parts.Count > most)
        {
            var count = least == most ? $"{least}" : $"{least} or {most}";
            diagnostics.Add(
                MatrixRules.BadForm,
                value.Span,
                $"'{option}' of '{parameter}' takes {count} numbers ({Example(keys, least)}), not {parts.Count}."
            );
            return null;
        }

        var numbers = parts.Select(Number).ToList();
        return numbers.TrueForAll(number => number is not null) ? [.. numbers!] : null;
    }

    private static List<Node> Split(ScalarNode text)
    {
        var parts = new List<Node>();
        var at = 0;
        foreach (var raw in text.Text.Split(':'))
        {
            var trimmed = raw.Trim();
            var start = at + raw.Length - raw.TrimStart().Length;
            parts.Add(
                new ScalarNode(
                    PartSpan(text, start, trimmed.Length),
                    trimmed,
                    ScalarNodeStyle.Plain,
                    CoreSchema.Resolve(trimmed),
                    null
                )
            );
            at += raw.Length + 1;
        }

        return parts;
    }

    /// <summary>The place of a part: found by column where the text stands on one line, so that repeated numbers are told apart.</summary>
    private static SourceSpan PartSpan(ScalarNode text, int start, int length)
    {
        var span = text.Span;
        var quote = text.Style == ScalarNodeStyle.Quoted ? 1 : 0;
        return span.Line == span.EndLine && span.EndColumn - span.Column == text.Text.Length + (2 * quote)
            ? span with
            {
                Column = span.Column + quote + start,
                EndColumn = span.Column + quote + start + Math.Max(length, 1),
            }
            : span;
    }

    private List<Node>? Named(MappingNode mapping, string[] keys, int least)
    {
        new MapReader(mapping, $"matrix.{parameter}.{option}", diagnostics).Only(keys);
        var isSound = mapping.Entries.All(entry => keys.Contains(entry.Key.Text));
        for (var i = 0; i < least; i++)
        {
            if (mapping.Find(keys[i]) is null)
            {
                diagnostics.Add(
                    MatrixRules.BadForm,
                    MapReader.HeadOf(mapping.Span),
                    $"'{option}' of '{parameter}' lacks '{keys[i]}' ({Example(keys, least)})."
                );
                isSound = false;
            }
        }

        return isSound ? [.. keys.Select(key => mapping.Find(key)?.Value).OfType<Node>()] : null;
    }

    private OptionNumber? Number(Node node)
    {
        var scalar = node as ScalarNode;
        var resolved = scalar is null ? null : CoreSchema.Resolve(scalar.Text.Trim());
        if (resolved is FloatValue { Number: var real } && !double.IsFinite(real))
        {
            diagnostics.Add(
                MatrixRules.NotFinite,
                node.Span,
                $"'{option}' of '{parameter}' needs finite numbers, not {MapReader.Shown(scalar!.Text)}."
            );
            return null;
        }

        // A boolean is no number, whatever the old platform made of it; hexadecimal integers are numbers of YAML.
        if (scalar is not null && scalar.Value is not BooleanValue)
        {
            if (ExactDecimal.TryParse(scalar.Text.Trim(), out var number))
            {
                return new OptionNumber(number, resolved is IntegerValue, node);
            }

            if (resolved is IntegerValue integer && double.IsFinite((double)integer.Number))
            {
                return new OptionNumber(ExactDecimal.FromInteger(integer.Number), true, node);
            }
        }

        var found = scalar is null ? "a collection" : $"'{MapReader.Shown(scalar.Text)}'";
        diagnostics.Add(MatrixRules.NotNumber, node.Span, $"'{option}' of '{parameter}' needs numbers, not {found}.");
        return null;
    }

    private List<Node>? BadForm(string[] keys, int least)
    {
        diagnostics.Add(
            MatrixRules.BadForm,
            value.Span,
            $"'{option}' of '{parameter}' cannot be read; write {Example(keys, least)}."
        );
        return null;
    }

    private string Example(string[] keys, int least) => $"'{option}: {string.Join(':', keys.Take(least))}'";
}
