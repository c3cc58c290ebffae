using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Polyaxon.Ci.Search.Numerics;

/// <summary>
/// e to a power two at a time, for powers that are at most zero: x = n·ln 2 + r, Taylor's series in r to the thirteenth term, then n
/// added to the exponent's bits. Relative error below 2e-16·(1 + |x|/350); the same bits on every machine.
/// </summary>
internal static class VectorExp
{
    /// <summary>Adding it rounds to a whole number, which then stands in the low bits.</summary>
    private const double Magic = 6755399441055744.0;

    private const double Log2E = 1.4426950408889634074;

    private const double Ln2High = 0.69314718036912381649,
        Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Below it the result counts as zero.</summary>
    private const double Smallest = -700;

    /// <summary>e to two powers, each at most zero; zero below −700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Of(Vector128<double> x)
    {
        var bounded = Vector128.ConditionalSelect(
            Vector128.LessThan(x, Vector128.Create(Smallest)),
            Vector128.Create(Smallest),
            x
        );
        var shifted = (bounded * Vector128.Create(Log2E)) + Vector128.Create(Magic);
        var n = shifted - Vector128.Create(Magic);
        var r = (bounded - (n * Vector128.Create(Ln2High))) - (n * Vector128.Create(Ln2Low));
        var sum = Vector128.Create(1.0 / 6227020800);
        sum = (sum * r) + Vector128.Create(1.0 / 479001600);
        sum = (sum * r) + Vector128.Create(1.0 / 39916800);
        sum = (sum * r) + Vector128.Create(1.0 / 3628800);
        sum = (sum * r) + Vector128.Create(1.0 / 362880);
        sum = (sum * r) + Vector128.Create(1.0 / 40320);
        sum = (sum * r) + Vector128.Create(1.0 / 5040);
        sum = (sum * r) + Vector128.Create(1.0 / 720);
        sum = (sum * r) + Vector128.Create(1.0 / 120);
        sum = (sum * r) + Vector128.Create(1.0 / 24);
        sum = (sum * r) + Vector128.Create(1.0 / 6);
        sum = (sum * r) + Vector128.Create(0.5);
        sum = (sum * r) + Vector128.Create(1.0);
        sum = (sum * r) + Vector128.Create(1.0);
        // The operator, since the method of the same name is not compiled ahead of time.
        var scaled = (sum.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
        return Vector128.ConditionalSelect(
            Vector128.LessThan(x, Vector128.Create(Smallest)),
            Vector128<double>.Zero,
            scaled
        );
    }

    /// <summary>e to one power, at most zero.</summary>
    public static double Of(double x) => Of(Vector128.Create(x)).ToScalar();
}
