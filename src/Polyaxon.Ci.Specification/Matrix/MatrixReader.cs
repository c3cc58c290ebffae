using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads <c>hptuning.matrix</c>.</summary>
internal static class MatrixReader
{
    /// <summary>Words that template languages or Python reserve; they work here, but not everywhere.</summary>
    private static readonly HashSet<string> Reserved = new(
        [
            "and",
            "as",
            "def",
            "else",
            "elif",
            "end",
            "false",
            "for",
            "from",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "none",
            "not",
            "null",
            "or",
            "true",
            "with",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The parameters in order; faulty entries are reported and left out.</summary>
    public static ImmutableArray<MatrixParameter> Read(MappingNode matrix, DiagnosticBag diagnostics)
    {
        var parameters = ImmutableArray.CreateBuilder<MatrixParameter>();
        foreach (var (key, value) in matrix.Entries)
        {
            CheckName(key, diagnostics);
            if (ReadOption(key, value, diagnostics) is { } option)
            {
                parameters.Add(new MatrixParameter(key.Text, option, key.Span));
            }
        }

        return parameters.ToImmutable();
    }

    private static void CheckName(ScalarNode key, DiagnosticBag diagnostics)
    {
        var name = key.Text;
        if (name.Length == 0 || char.IsDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            diagnostics.Add(
                MatrixRules.UnwritableName,
                key.Span,
                $"'{MapReader.Shown(name)}' cannot be written in a template; use letters, digits and '_'. It still reaches the experiment through its environment."
            );
        }
        else if (Reserved.Contains(name))
        {
            diagnostics.Add(
                MatrixRules.ReservedName,
                key.Span,
                $"'{name}' is a reserved word in Python and in many template languages; another name is safer."
            );
        }
    }

    private static MatrixOption? ReadOption(ScalarNode key, Node value, DiagnosticBag diagnostics)
    {
        if (value is not MappingNode mapping)
        {
            var advice =
                value is SequenceNode
                    ? $"'{key.Text}: {{values: [...]}}'"
                    : $"'{key.Text}: {{values: [{Text(value)}]}}'";
            diagnostics.Add(
                MatrixRules.NoOption,
                value.IsNull ? key.Span : value.Span,
                $"'{key.Text}' needs an option that says what its values are; write {advice}."
            );
            return null;
        }

        new MapReader(mapping, $"matrix.{key.Text}", diagnostics).Only(OneOfGroups.MatrixOptions);
        var given = mapping
            .Entries.Where(entry => OneOfGroups.MatrixOptions.Contains(entry.Key.Text) && !IsEmpty(entry.Value))
            .ToList();
        if (given.Count == 1)
        {
            return OptionReader.Read(key.Text, given[0], diagnostics);
        }

        if (given.Count > 1)
        {
            var names = string.Join(" and ", given.Select(entry => $"'{entry.Key.Text}'"));
            diagnostics.Add(MatrixRules.SeveralOptions, given[1].Key.Span, $"'{key.Text}' has {names}; keep one.");
        }
        else if (mapping.Entries.All(entry => OneOfGroups.MatrixOptions.Contains(entry.Key.Text)))
        {
            diagnostics.Add(
                MatrixRules.NoOption,
                key.Span,
                $"'{key.Text}' has no values; give it one option, such as 'values: [1, 2]' or 'uniform: 0:1'."
            );
        }

        return null;
    }

    private static bool IsEmpty(Node value) =>
        value.IsNull
        || value
            is SequenceNode { Items.IsEmpty: true }
                or MappingNode { Entries.IsEmpty: true }
                or ScalarNode { Text: "" };

    private static string Text(Node value) => value is ScalarNode scalar ? MapReader.Shown(scalar.Text) : "...";
}
