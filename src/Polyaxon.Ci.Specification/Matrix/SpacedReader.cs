using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads the options whose values follow a formula: <c>range, linspace, logspace, geomspace</c>.</summary>
internal sealed class SpacedReader(OptionContext option)
{
    /// <summary>The option; null when it is faulty.</summary>
    public DiscreteOption? Read() => option.Option == "range" ? ReadRange() : ReadSpaced();

    private RangeOption? ReadRange()
    {
        if (
            option.Numbers(["start", "stop", "step"], 3, 3) is not [var start, var stop, var step]
            || !option.CheckOrder(start, stop)
            || !option.CheckStep(step, "step")
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
        var isLog = option.Option == "logspace";
        if (
            option.Numbers(isLog ? ["start", "stop", "num", "base"] : ["start", "stop", "num"], 3, isLog ? 4 : 3)
            is not { } parts
        )
        {
            return null;
        }

        var (start, stop) = (parts[0], parts[1]);
        var isOrdered = option.CheckOrder(start, stop);
        if (option.Num(parts[2]) is not { } num || !isOrdered)
        {
            return null;
        }

        if (option.Option == "linspace")
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
            option.Fault(MatrixRules.Base, radix.Node, $"The base of '{option.Parameter}' must be above 0 and not 1.");
            return null;
        }

        var ends = new[] { parts[0], parts[1] }.Select(end => Math.Pow(radix.Number.ToDouble(), end.Number.ToDouble()));
        if (!ends.All(end => double.IsFinite(end) && end > 0))
        {
            option.Fault(
                MatrixRules.NotFinite,
                parts[1].Node,
                $"The values of '{option.Parameter}' leave the range of numbers; choose smaller exponents."
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
            option.Fault(
                MatrixRules.NotPositive,
                start.Node,
                $"'{option.Option}' of '{option.Parameter}' must start above 0: {advice}."
            );
            return null;
        }

        if (isLog)
        {
            option.Fault(
                MatrixRules.LogspaceValues,
                option.Value,
                $"'{option.Parameter}' runs from {start.Number} to {stop.Number}: logspace bounds are values here, where Polyaxon up to 0.6 took them as exponents of ten. Add a base as a fourth element to use exponents."
            );
        }

        return new GeometricOption(option.Option, start.Number, stop.Number, num);
    }
}
