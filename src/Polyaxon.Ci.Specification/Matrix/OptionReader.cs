using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads one option of a matrix entry; null when it is faulty.</summary>
internal sealed class OptionReader(string parameter, MappingEntry entry, DiagnosticBag diagnostics)
{
    private readonly string _option = entry.Key.Text;

    /// <summary>The option.</summary>
    public MatrixOption? Read() =>
        _option switch
        {
            "values" => ReadValues(),
            "pvalues" => PvaluesReader.Read(parameter, entry.Value, diagnostics),
            "range" => ReadRange(),
            "linspace" => ReadSpaced(),
            "geomspace" => ReadSpaced(),
            "logspace" => ReadSpaced(),
            _ => ReadDistribution(),
        };

    private ValuesOption? ReadValues()
    {
        if (entry.Value is not SequenceNode list)
        {
            diagnostics.Add(
                MatrixRules.BadForm,
                entry.Value.Span,
                $"'values' of '{parameter}' must be a list, such as [0.1, 0.2]."
            );
            return null;
        }

        var values = list.Items.Select(item => item.ToValue()).ToImmutableArray();
        var isSound = true;
        var seen = new HashSet<Value>(ValueEquality.Numeric);
        for (var i = 0; i < values.Length; i++)
        {
            if (HasNonFinite(values[i]))
            {
                isSound = Fault(
                    MatrixRules.NotFinite,
                    list.Items[i],
                    $"'{parameter}' cannot take a value that is not finite; JSON has no such number."
                );
            }
            else if (!seen.Add(values[i]))
            {
                Fault(
                    MatrixRules.Repeated,
                    list.Items[i],
                    $"'{values[i]}' stands twice in '{parameter}': a grid runs it twice, the other searches count it once."
                );
            }
        }

        return isSound ? new ValuesOption(values) : null;
    }

    private RangeOption? ReadRange()
    {
        if (
            Numbers(["start", "stop", "step"], 3, 3) is not [var start, var stop, var step]
            || !CheckOrder(start, stop)
            || !CheckStep(step, "step")
        )
        {
            return null;
        }

        return new RangeOption(
            start.Number,
            stop.Number,
            step.Number,
            start.IsInteger && stop.IsInteger && step.IsInteger
        );
    }

    private DiscreteOption? ReadSpaced()
    {
        var isLog = _option == "logspace";
        if (
            Numbers(isLog ? ["start", "stop", "num", "base"] : ["start", "stop", "num"], 3, isLog ? 4 : 3)
            is not { } parts
        )
        {
            return null;
        }

        var (start, stop) = (parts[0], parts[1]);
        var isOrdered = CheckOrder(start, stop);
        if (Num(parts[2]) is not { } num || !isOrdered)
        {
            return null;
        }

        if (_option == "linspace")
        {
            return new LinspaceOption(start.Number, stop.Number, num);
        }

        return parts.Length == 4 ? ReadPowers(parts, num) : ReadGeometric(start, stop, num, isLog);
    }

    private PowerOption? ReadPowers(OptionNumber[] parts, BigInteger num)
    {
        var radix = parts[3];
        if (radix.Number.Sign <= 0 || radix.Number == ExactDecimal.FromInteger(1))
        {
            Fault(MatrixRules.Base, radix.Node, $"The base of '{parameter}' must be above 0 and not 1.");
            return null;
        }

        var ends = new[] { parts[0], parts[1] }.Select(end => Math.Pow(radix.Number.ToDouble(), end.Number.ToDouble()));
        if (!ends.All(end => double.IsFinite(end) && end > 0))
        {
            Fault(
                MatrixRules.NotFinite,
                parts[1].Node,
                $"The values of '{parameter}' leave the range of numbers; choose smaller exponents."
            );
            return null;
        }

        return new PowerOption(new LinspaceOption(parts[0].Number, parts[1].Number, num), radix.Number);
    }

    private GeometricOption? ReadGeometric(OptionNumber start, OptionNumber stop, BigInteger num, bool isLog)
    {
        if (start.Number.Sign <= 0)
        {
            var advice = isLog
                ? "bounds are values, not exponents; give 'base' as a fourth element to use exponents"
                : "a geometric sequence cannot cross zero";
            Fault(MatrixRules.NotPositive, start.Node, $"'{_option}' of '{parameter}' must start above 0: {advice}.");
            return null;
        }

        if (isLog)
        {
            Fault(
                MatrixRules.LogspaceValues,
                entry.Value,
                $"'{parameter}' runs from {start.Number} to {stop.Number}: logspace bounds are values here, where Polyaxon up to 0.6 took them as exponents of ten. Add a base as a fourth element to use exponents."
            );
        }

        return new GeometricOption(_option, start.Number, stop.Number, num);
    }

    private DistributionOption? ReadDistribution()
    {
        var isNormal = _option.EndsWith("normal", StringComparison.Ordinal);
        var isQuantised = _option.StartsWith('q');
        var isLog = _option.Contains("log", StringComparison.Ordinal);
        string[] keys =
        [
            isNormal ? "loc" : "low",
            isNormal ? "scale" : "high",
            .. isQuantised ? ["q"] : Array.Empty<string>(),
            "size",
        ];
        if (Numbers(keys, keys.Length - 1, keys.Length) is not { } parts)
        {
            return null;
        }

        if (parts.Length == keys.Length)
        {
            Fault(MatrixRules.SizeIgnored, parts[^1].Node, $"The size of '{parameter}' has no effect; leave it out.");
        }

        var (a, b) = (parts[0], parts[1]);
        var isSound = isNormal ? CheckStep(b, "scale") : CheckOrder(a, b);
        isSound &= !isQuantised || CheckStep(parts[2], "q");
        if (!isSound)
        {
            return null;
        }

        var option = new DistributionOption(
            _option,
            isNormal ? DistributionShape.Normal : DistributionShape.Uniform,
            isLog,
            a.Number,
            b.Number,
            isQuantised ? parts[2].Number : null
        );
        return CheckLogRange(option, b) ? option : null;
    }

    /// <summary>e to the upper bound must be a number, and small bounds were probably meant as values.</summary>
    private bool CheckLogRange(DistributionOption option, OptionNumber high)
    {
        if (!option.IsLog)
        {
            return true;
        }

        var (a, b) = (option.A.ToDouble(), option.B.ToDouble());
        var top = option.Shape == DistributionShape.Uniform ? b : a + (9 * b);
        if (top > 700)
        {
            return Fault(
                MatrixRules.NotFinite,
                high.Node,
                $"The bounds of '{parameter}' are natural-log exponents, and e^{NumberText.Format(top)} is no number; write ln(high)."
            );
        }

        var looksLikeValues = option.Shape == DistributionShape.Uniform && ((a > 0 && b <= 1) || b > 20);
        if (looksLikeValues)
        {
            var (low, upper) = (
                NumberText.Format(NumberText.Round15(Math.Exp(a))),
                NumberText.Format(NumberText.Round15(Math.Exp(b)))
            );
            Fault(
                MatrixRules.LogBounds,
                entry.Value,
                $"'{parameter}' takes values from {low} to {upper}: the bounds of {_option} are natural-log exponents. If values were meant, write their logarithms."
            );
        }

        return true;
    }

    private OptionNumber[]? Numbers(string[] keys, int least, int most) =>
        new OptionNumbers(parameter, _option, entry.Value, diagnostics).Read(keys, least, most);

    private bool CheckOrder(OptionNumber start, OptionNumber stop) =>
        start.Number < stop.Number
        || Fault(
            MatrixRules.Order,
            stop.Node,
            $"'{_option}' of '{parameter}' must go up: {start.Number} is not below {stop.Number}."
        );

    private bool CheckStep(OptionNumber step, string name) =>
        step.Number.Sign > 0
        || Fault(MatrixRules.Step, step.Node, $"The {name} of '{parameter}' must be above 0, not {step.Number}.");

    private BigInteger? Num(OptionNumber num)
    {
        if (num.Number.ToInteger() is { } count && count >= 1)
        {
            return count;
        }

        Fault(
            MatrixRules.Num,
            num.Node,
            $"The number of values of '{parameter}' must be an integer of at least 1, not {num.Number}."
        );
        return null;
    }

    private bool Fault(DiagnosticRule rule, Node node, string message)
    {
        diagnostics.Add(rule, node.Span, message);
        return false;
    }

    private static bool HasNonFinite(Value value) =>
        value switch
        {
            FloatValue real => !double.IsFinite(real.Number),
            ListValue list => list.Items.Any(HasNonFinite),
            MapValue map => map.Entries.Any(member => HasNonFinite(member.Value)),
            _ => false,
        };
}
