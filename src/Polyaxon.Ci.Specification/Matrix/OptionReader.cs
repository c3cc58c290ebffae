using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads one option of a matrix entry.</summary>
internal static class OptionReader
{
    /// <summary>The option; null when it is faulty.</summary>
    public static MatrixOption? Read(string parameter, MappingEntry entry, DiagnosticBag diagnostics)
    {
        var option = new OptionContext(parameter, entry, diagnostics);
        return option.Option switch
        {
            "values" => ReadValues(option),
            "pvalues" => PvaluesReader.Read(parameter, entry.Value, diagnostics),
            "range" or "linspace" or "geomspace" or "logspace" => new SpacedReader(option).Read(),
            _ => new DistributionReader(option).Read(),
        };
    }

    private static ValuesOption? ReadValues(OptionContext option)
    {
        if (option.Value is not SequenceNode list)
        {
            option.Diagnostics.Add(
                MatrixRules.BadForm,
                option.Value.Span,
                $"'values' of '{option.Parameter}' must be a list, such as [0.1, 0.2]."
            );
            return null;
        }

        var values = list.Items.Select(item => item.ToValue()).ToImmutableArray();
        var isSound = true;
        var seen = new HashSet<Value>(ValueEquality.Numeric);
        for (var i = 0; i < values.Length; i++)
        {
            if (OptionContext.HasNonFinite(values[i]))
            {
                isSound = option.Fault(
                    MatrixRules.NotFinite,
                    list.Items[i],
                    $"'{option.Parameter}' cannot take a value that is not finite; JSON has no such number."
                );
            }
            else if (!seen.Add(values[i]))
            {
                option.Fault(
                    MatrixRules.Repeated,
                    list.Items[i],
                    $"'{values[i]}' stands twice in '{option.Parameter}': a grid runs it twice, the other searches count it once."
                );
            }
        }

        return isSound ? new ValuesOption(values) : null;
    }
}
