using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Compares the values of <c>params</c> with the types that <c>inputs</c> and <c>outputs</c> declare.</summary>
internal static partial class ParamTypes
{
    /// <summary>Reports params that are not of their input's type, or none of its options.</summary>
    public static void Check(Polyaxonfile file, DiagnosticBag diagnostics)
    {
        var inputs = file
            .Inputs.Concat(file.Outputs)
            .GroupBy(input => input.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var swept = file.Hptuning.Matrix.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);

        // A param that the matrix beats never counts, and null is no value.
        foreach (var param in file.Params.Where(param => !param.Value.IsNull && !swept.Contains(param.Name)))
        {
            if (inputs.TryGetValue(param.Name, out var input) && Fault(input, param.Value) is { } fault)
            {
                diagnostics.Add(StructureRules.InputMismatch, param.Value.Span, $"'{param.Name}' {fault}");
            }
        }
    }

    /// <summary>Whether a value is of a type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type's name; null, and a name not known here, for any.</param>
    /// <param name="isList">Whether it must be a list of the type.</param>
    public static bool Fits(Value value, string? type, bool isList) =>
        isList
            ? value is ListValue list && list.Items.All(item => Fits(item, type, false))
            : type switch
            {
                "int" => value is IntegerValue || (value is FloatValue real && double.IsInteger(real.Number)),
                "float" => value.IsNumber,
                "bool" => value is BooleanValue,
                "dict" => value is MapValue,
                "str" or "uri" or "path" => value is not (ListValue or MapValue),
                _ => true,
            };

    private static string? Fault(InputDefinition input, Node node)
    {
        if (HoldsTemplate(node))
        {
            return input.Type is null || (node is ScalarNode scalar && Reference().IsMatch(scalar.Text))
                ? null
                : $"has the type {input.Type}, so its value cannot be a template; write the value out, or use the template in 'run.cmd'.";
        }

        var value = node.ToValue();
        if (!Fits(value, input.Type, input.IsList))
        {
            return input.IsList
                ? $"must be a list{(input.Type is null ? "" : $" of type {input.Type}")}, as its input declares."
                : $"must be of type {input.Type}, as its input declares.";
        }

        var chosen = input.IsList && value is ListValue list ? list.Items : [value];
        return input.Options.IsEmpty || chosen.All(item => input.Options.Contains(item, ValueEquality.Numeric))
            ? null
            : $"must be one of its input's options: {MapReader.Shown(string.Join(", ", input.Options.Take(20)))}.";
    }

    private static bool HoldsTemplate(Node node) =>
        node switch
        {
            ScalarNode { Value: TextValue } scalar => TemplateParser.IsTemplate(scalar.Text),
            SequenceNode list => list.Items.Any(HoldsTemplate),
            MappingNode map => map.Entries.Any(entry => HoldsTemplate(entry.Key) || HoldsTemplate(entry.Value)),
            _ => false,
        };

    /// <summary>What another run left, such as <c>{{ experiments.12.outputs.loss }}</c>.</summary>
    [GeneratedRegex(@"^\s*\{\{\s*(ops|experiments|jobs)\.[-\w]+\.outputs\.\w+\s*\}\}\s*$")]
    private static partial Regex Reference();
}
