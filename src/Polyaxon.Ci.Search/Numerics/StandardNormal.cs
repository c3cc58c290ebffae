using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Numerics;

/// <summary>The standard normal distribution in plain double arithmetic of a fixed order: the same bits on every machine.</summary>
internal static class StandardNormal
{
    private const double SqrtHalf = 0.70710678118654752440;

    private const double InverseSqrtPi = 0.56418958354775628695;

    private const double HalfRootTwoPi = 1.25331413731550025121;

    private const double InverseSqrt2Pi = 0.39894228040143267794;

    /// <summary>The density at <paramref name="x"/>.</summary>
    public static double Density(double x) => InverseSqrt2Pi * FixedMath.Exp(-0.5 * x * x);

    /// <summary>The probability of a value up to <paramref name="x"/>, with full relative accuracy in the lower tail.</summary>
    public static double Cumulative(double x)
    {
        var size = Math.Abs(x);
        if (size * SqrtHalf <= 0.46875)
        {
            return 0.5 + (0.5 * SmallErf(x * SqrtHalf));
        }

        var tail = UpperTail(size);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>
    /// Mills' ratio of the lower tail, the cumulative probability over the density, for <paramref name="x"/> at most zero; it neither
    /// underflows nor loses digits however far the tail.
    /// </summary>
    public static double LowerMillsRatio(double x) =>
        x * -SqrtHalf > 0.46875 ? HalfRootTwoPi * ScaledErfc(x * -SqrtHalf) : Cumulative(x) / Density(x);

    /// <summary>
    /// The value below which a share <paramref name="p"/> lies, for 0 &lt; p &lt; 1, by algorithm AS 241, PPND16 (Wichura, Applied Statistics 37,
    /// 1988): relative accuracy about 1e-16. Infinite at 0 and 1.
    /// </summary>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var near = 0.180625 - (q * q);
            return q * Polynomial(CentreTop, near) / Polynomial(CentreBottom, near);
        }

        var tail = q < 0 ? p : 1 - p;
        if (!(tail > 0))
        {
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var r = Math.Sqrt(-FixedMath.Log(tail));
        var far =
            r <= 5
                ? Polynomial(MiddleTop, r - 1.6) / Polynomial(MiddleBottom, r - 1.6)
                : Polynomial(FarTop, r - 5) / Polynomial(FarBottom, r - 5);
        return q < 0 ? -far : far;
    }

    /// <summary>erf near zero: Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23, 1969.</summary>
    private static double SmallErf(double x) => x * Polynomial(ErfTop, x * x) / Polynomial(ErfBottom, x * x);

    /// <summary>The probability of a value above <paramref name="x"/>, from 0.67 on.</summary>
    private static double UpperTail(double x)
    {
        if (x > 39)
        {
            return 0;
        }

        // e^(−x²/2) with x split after four binary places, so that the rounding of x² does not spoil the tail's digits.
        var rough = Math.Floor(x * 16) / 16;
        var scale = 0.5 * FixedMath.Exp(-0.5 * rough * rough) * FixedMath.Exp(-0.5 * (x - rough) * (x + rough));
        return scale * ScaledErfc(x * SqrtHalf);
    }

    /// <summary>erfc(y)·e^(y²) from 0.46875 on, by Cody's two other intervals.</summary>
    private static double ScaledErfc(double y)
    {
        if (y <= 4)
        {
            return Polynomial(ErfcTop, y) / Polynomial(ErfcBottom, y);
        }

        var square = 1 / (y * y);
        var correction = square * Polynomial(TailTop, square) / Polynomial(TailBottom, square);
        return (InverseSqrtPi - correction) / y;
    }

    /// <summary>Horner's rule; coefficients by ascending power.</summary>
    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }

    private static ReadOnlySpan<double> ErfTop =>
        [
            3.20937758913846947e+03,
            3.77485237685302021e+02,
            1.13864154151050156e+02,
            3.16112374387056560e+00,
            1.85777706184603153e-01,
        ];

    private static ReadOnlySpan<double> ErfBottom =>
        [2.84423683343917062e+03, 1.28261652607737228e+03, 2.44024637934444173e+02, 2.36012909523441209e+01, 1];

    private static ReadOnlySpan<double> ErfcTop =>
        [
            1.23033935479799725e+03,
            2.05107837782607147e+03,
            1.71204761263407058e+03,
            8.81952221241769090e+02,
            2.98635138197400131e+02,
            6.61191906371416295e+01,
            8.88314979438837594e+00,
            5.64188496988670089e-01,
            2.15311535474403846e-08,
        ];

    private static ReadOnlySpan<double> ErfcBottom =>
        [
            1.23033935480374942e+03,
            3.43936767414372164e+03,
            4.36261909014324716e+03,
            3.29079923573345963e+03,
            1.62138957456669019e+03,
            5.37181101862009858e+02,
            1.17693950891312499e+02,
            1.57449261107098347e+01,
            1,
        ];

    private static ReadOnlySpan<double> TailTop =>
        [
            6.58749161529837803e-04,
            1.60837851487422766e-02,
            1.25781726111229246e-01,
            3.60344899949804439e-01,
            3.05326634961232344e-01,
            1.63153871373020978e-02,
        ];

    private static ReadOnlySpan<double> TailBottom =>
        [
            2.33520497626869185e-03,
            6.05183413124413191e-02,
            5.27905102951428412e-01,
            1.87295284992346047e+00,
            2.56852019228982242e+00,
            1,
        ];

    private static ReadOnlySpan<double> CentreTop =>
        [
            3.3871328727963666080e0,
            1.3314166789178437745e+2,
            1.9715909503065514427e+3,
            1.3731693765509461125e+4,
            4.5921953931549871457e+4,
            6.7265770927008700853e+4,
            3.3430575583588128105e+4,
            2.5090809287301226727e+3,
        ];

    private static ReadOnlySpan<double> CentreBottom =>
        [
            1,
            4.2313330701600911252e+1,
            6.8718700749205790830e+2,
            5.3941960214247511077e+3,
            2.1213794301586595867e+4,
            3.9307895800092710610e+4,
            2.8729085735721942674e+4,
            5.2264952788528545610e+3,
        ];

    private static ReadOnlySpan<double> MiddleTop =>
        [
            1.42343711074968357734e0,
            4.63033784615654529590e0,
            5.76949722146069140550e0,
            3.64784832476320460504e0,
            1.27045825245236838258e0,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4,
        ];

    private static ReadOnlySpan<double> MiddleBottom =>
        [
            1,
            2.05319162663775882187e0,
            1.67638483018380384940e0,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9,
        ];

    private static ReadOnlySpan<double> FarTop =>
        [
            6.65790464350110377720e0,
            5.46378491116411436990e0,
            1.78482653991729133580e0,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7,
        ];

    private static ReadOnlySpan<double> FarBottom =>
        [
            1,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15,
        ];
}
