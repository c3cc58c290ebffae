using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads <c>pvalues</c>: a list of pairs of a value and its probability.</summary>
internal static class PvaluesReader
{
    /// <summary>How far a sum of probabilities may be from 1: sums of decimal fractions are not exact in doubles.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>The option; null when faulty.</summary>
    public static PvaluesOption? Read(string parameter, Node node, DiagnosticBag diagnostics)
    {
        if (node is not SequenceNode list)
        {
            diagnostics.Add(
                MatrixRules.PvaluesShape,
                node.Span,
                $"'pvalues' of '{parameter}' must be a list of pairs, such as [[relu, 0.9], [tanh, 0.1]]."
            );
            return null;
        }

        var items = list.Items.Select(item => ReadPair(parameter, item, diagnostics)).ToList();
        if (items.Exists(item => item is null))
        {
            return null;
        }

        return Complete(parameter, node, [.. items.Select(item => item!.Value)], diagnostics);
    }

    private static WeightedValue? ReadPair(string parameter, Node item, DiagnosticBag diagnostics)
    {
        if (item is not SequenceNode { Items: [var value, var weight] })
        {
            var isTuple = item is ScalarNode scalar && (scalar.Text.StartsWith('(') || scalar.Text.EndsWith(')'));
            var advice = isTuple
                ? "YAML has no tuples: write [value, probability] in square brackets"
                : "each item is [value, probability]";
            diagnostics.Add(MatrixRules.PvaluesShape, item.Span, $"This is not a pair of '{parameter}'; {advice}.");
            return null;
        }

        var probability = (weight as ScalarNode)?.Value.AsDouble();
        if (probability is not (>= 0 and <= 1))
        {
            diagnostics.Add(
                MatrixRules.Probability,
                weight.Span,
                $"The probability of a value of '{parameter}' must be a number from 0 to 1."
            );
            return null;
        }

        if (OptionContext.HasNonFinite(value.ToValue()))
        {
            diagnostics.Add(
                MatrixRules.NotFinite,
                value.Span,
                $"'{parameter}' cannot take a value that is not finite; JSON has no such number."
            );
            return null;
        }

        return new WeightedValue(value.ToValue(), probability.Value);
    }

    private static PvaluesOption? Complete(
        string parameter,
        Node node,
        ImmutableArray<WeightedValue> items,
        DiagnosticBag diagnostics
    )
    {
        var sum = items.Sum(item => item.Probability);
        if (sum > 1 + Tolerance || sum <= 0)
        {
            diagnostics.Add(
                MatrixRules.ProbabilitySum,
                node.Span,
                $"The probabilities of '{parameter}' add up to {NumberText.Format(NumberText.Round15(sum))}; they must add up to 1."
            );
            return null;
        }

        if (sum < 1 - Tolerance)
        {
            diagnostics.Add(
                MatrixRules.ProbabilityRest,
                node.Span,
                $"The probabilities of '{parameter}' add up to {NumberText.Format(NumberText.Round15(sum))}; the rest goes to the last value, '{items[^1].Value}'."
            );
            items = items.SetItem(items.Length - 1, items[^1] with { Probability = items[^1].Probability + 1 - sum });
        }

        return new PvaluesOption(items);
    }
}
