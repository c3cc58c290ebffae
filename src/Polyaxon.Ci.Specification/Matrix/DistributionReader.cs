using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>Reads the eight distributions, <c>[q][log](uniform|normal)</c>.</summary>
internal sealed class DistributionReader(OptionContext option)
{
    /// <summary>No normal value is drawn farther from its mean than so many deviations.</summary>
    private const double Reach = 9;

    /// <summary>The option; null when it is faulty.</summary>
    public DistributionOption? Read()
    {
        var isNormal = option.Option.EndsWith("normal", StringComparison.Ordinal);
        var isQuantised = option.Option.StartsWith('q');
        var isLog = option.Option.Contains("log", StringComparison.Ordinal);
        string[] keys =
        [
            isNormal ? "loc" : "low",
            isNormal ? "scale" : "high",
            .. isQuantised ? ["q"] : Array.Empty<string>(),
            "size",
        ];
        if (option.Numbers(keys, keys.Length - 1, keys.Length) is not { } parts)
        {
            return null;
        }

        if (parts.Length == keys.Length)
        {
            option.Fault(
                MatrixRules.SizeIgnored,
                parts[^1].Node,
                $"The size of '{option.Parameter}' has no effect; leave it out."
            );
        }

        var (a, b) = (parts[0], parts[1]);
        var isSound = isNormal ? option.CheckStep(b, "scale") : option.CheckOrder(a, b);
        isSound &= !isQuantised || option.CheckStep(parts[2], "q");
        if (!isSound)
        {
            return null;
        }

        var distribution = new DistributionOption(
            option.Option,
            isNormal ? DistributionShape.Normal : DistributionShape.Uniform,
            isLog,
            a.Number,
            b.Number,
            isQuantised ? parts[2].Number : null
        );
        return CheckFinite(distribution, b) && CheckLogRange(distribution, b) ? distribution : null;
    }

    /// <summary>Whatever is drawn must be a finite number, and so must the width of the bounds.</summary>
    private bool CheckFinite(DistributionOption distribution, OptionNumber high)
    {
        var (a, b) = (distribution.A.ToDouble(), distribution.B.ToDouble());
        var widest = distribution.Shape == DistributionShape.Uniform ? b - a : Math.Abs(a) + (Reach * b);
        return double.IsFinite(widest)
            || option.Fault(
                MatrixRules.NotFinite,
                high.Node,
                $"The values of '{option.Parameter}' leave the range of numbers; bring its bounds nearer to zero."
            );
    }

    /// <summary>e to the upper bound must be a number, and small bounds were probably meant as values.</summary>
    private bool CheckLogRange(DistributionOption distribution, OptionNumber high)
    {
        if (!distribution.IsLog)
        {
            return true;
        }

        var (a, b) = (distribution.A.ToDouble(), distribution.B.ToDouble());
        var top = distribution.Shape == DistributionShape.Uniform ? b : a + (Reach * b);
        if (top > 700)
        {
            return option.Fault(
                MatrixRules.NotFinite,
                high.Node,
                $"The bounds of '{option.Parameter}' are natural-log exponents, and e^{NumberText.Format(top)} is no number; write ln(high)."
            );
        }

        var looksLikeValues = distribution.Shape == DistributionShape.Uniform && ((a > 0 && b <= 1) || b > 20);
        if (looksLikeValues)
        {
            var (low, upper) = (
                NumberText.Format(NumberText.Round15(Math.Exp(a))),
                NumberText.Format(NumberText.Round15(Math.Exp(b)))
            );
            option.Fault(
                MatrixRules.LogBounds,
                option.Value,
                $"'{option.Parameter}' takes values from {low} to {upper}: the bounds of {option.Option} are natural-log exponents. If values were meant, write their logarithms."
            );
        }

        return true;
    }
}
