using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>One option of a matrix entry while it is read, and the checks that the options share.</summary>
/// <param name="parameter">The parameter's name.</param>
/// <param name="entry">The option's name and what stands behind it.</param>
/// <param name="diagnostics">Where faults go.</param>
internal sealed class OptionContext(string parameter, MappingEntry entry, DiagnosticBag diagnostics)
{
    /// <summary>The parameter's name.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>The option's name.</summary>
    public string Option { get; } = entry.Key.Text;

    /// <summary>What stands behind it.</summary>
    public Node Value { get; } = entry.Value;

    /// <summary>Where faults go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The option's numbers in the order of <paramref name="keys"/>; null when faulty.</summary>
    public OptionNumber[]? Numbers(string[] keys, int least, int most) =>
        new OptionNumbers(Parameter, Option, Value, Diagnostics).Read(keys, least, most);

    /// <summary>Whether two bounds go up; reported when not.</summary>
    public bool CheckOrder(OptionNumber start, OptionNumber stop) =>
        start.Number < stop.Number
        || Fault(
            MatrixRules.Order,
            stop.Node,
            $"'{Option}' of '{Parameter}' must go up: {start.Number} is not below {stop.Number}."
        );

    /// <summary>Whether a step is above zero; reported when not.</summary>
    public bool CheckStep(OptionNumber step, string name) =>
        step.Number.Sign > 0
        || Fault(MatrixRules.Step, step.Node, $"The {name} of '{Parameter}' must be above 0, not {step.Number}.");

    /// <summary>A number of values; null and reported when it is no integer from 1.</summary>
    public BigInteger? Num(OptionNumber num)
    {
        if (num.Number.ToInteger() is { } count && count >= 1)
        {
            return count;
        }

        Fault(
            MatrixRules.Num,
            num.Node,
            $"The number of values of '{Parameter}' must be an integer of at least 1, not {num.Number}."
        );
        return null;
    }

    /// <summary>Reports a fault; always false.</summary>
    public bool Fault(DiagnosticRule rule, Node node, string message)
    {
        Diagnostics.Add(rule, node.Span, message);
        return false;
    }

    /// <summary>Whether a value is, or holds, a number that is not finite: JSON has no such number.</summary>
    public static bool HasNonFinite(Value value) =>
        value switch
        {
            FloatValue real => !double.IsFinite(real.Number),
            ListValue list => list.Items.Any(HasNonFinite),
            MapValue map => map.Entries.Any(member => HasNonFinite(member.Value)),
            _ => false,
        };
}
