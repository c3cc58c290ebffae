namespace Polyaxon.Ci.Specification.Numerics;

/// <summary>
/// exp and log in plain double arithmetic of a fixed order: the same bits on every machine. <see cref="Math.Exp"/> and
/// <see cref="Math.Log(double)"/> are the C runtime's and differ between systems in the last bit, which rounding to 15 digits hides
/// often but not always. Both are accurate to better than one unit in the last place.
/// </summary>
public static class FixedMath
{
    /// <summary>The natural logarithm of 2.</summary>
    public const double Ln2 = 0.69314718055994530942;

    /// <summary>The leading 32 bits of ln 2, so that its product with an exponent is exact, and the rest.</summary>
    private const double Ln2High = 0.69314718036912381649,
        Ln2Low = 1.90821492927058770002e-10;

    private const double Sqrt2 = 1.41421356237309504880;

    /// <summary>Above it e^x is infinite; below the other it is zero.</summary>
    private const double Overflow = 709.78271289338399684,
        Underflow = -745.13321910194110842;

    /// <summary>e to the power of <paramref name="x"/>; infinite or zero beyond a double's range, NaN for NaN.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x) || x > Overflow || x < Underflow)
        {
            return double.IsNaN(x) ? x
                : x > 0 ? double.PositiveInfinity
                : 0;
        }

        // x = power · ln 2 + r with |r| ≤ ln 2 / 2; what r loses in rounding is carried along.
        var power = Math.Floor((x / Ln2) + 0.5);
        var high = x - (power * Ln2High);
        var low = power * Ln2Low;
        var r = high - low;
        var lost = (high - r) - low;
        var sum = r + (lost + (r * r * ExpTail(r)));
        return Math.ScaleB(1 + sum, (int)power);
    }

    /// <summary>The natural logarithm; −∞ at zero, NaN below it and for NaN.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity
                : x > 0 ? x
                : double.NaN;
        }

        var (fraction, exponent) = Split(x);
        var f = fraction - 1;
        // With s = f/(2+f): log(1+f) = 2·artanh(s) = f − f²/2 + s·(f²/2 + R), where R holds the terms from s³ on.
        var s = f / (2 + f);
        var half = 0.5 * f * f;
        return (exponent * Ln2High) + (f - (half - ((s * (half + ArtanhTail(s * s))) + (exponent * Ln2Low))));
    }

    /// <summary>x = fraction · 2^exponent with the fraction between √½ and √2; for positive finite numbers.</summary>
    public static (double Fraction, int Exponent) Split(double x)
    {
        var exponent = Math.ILogB(x);
        var fraction = Math.ScaleB(x, -exponent);
        return fraction > Sqrt2 ? (fraction / 2, exponent + 1) : (fraction, exponent);
    }

    /// <summary>(e^r − 1 − r)/r² by Taylor's series, exact to a double for |r| ≤ 0.35.</summary>
    private static double ExpTail(double r)
    {
        const int Terms = 14;
        var sum = 1.0;
        for (var n = Terms; n > 2; n--)
        {
            sum = 1 + (r / n * sum);
        }

        return sum / 2;
    }

    /// <summary>2·(artanh(s) − s)/s as a series in s², exact to a double for s² ≤ 0.03.</summary>
    private static double ArtanhTail(double square)
    {
        const int Terms = 12;
        var sum = 0.0;
        for (var n = Terms; n > 0; n--)
        {
            sum = square * ((2.0 / ((2 * n) + 1)) + sum);
        }

        return sum;
    }
}
