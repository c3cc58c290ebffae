using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Python's operators on floats where they differ from C's.</summary>
internal static class FloatArithmetic
{
    /// <summary>The rest of a division; it has the divisor's sign. The divisor must not be zero.</summary>
    public static double Modulo(double left, double right)
    {
        var rest = left % right;
        return rest == 0 ? Math.CopySign(0, right)
            : rest < 0 != right < 0 ? rest + right
            : rest;
    }

    /// <summary>The quotient rounded down. The divisor must not be zero.</summary>
    public static double FloorDivide(double left, double right)
    {
        var quotient = (left - Modulo(left, right)) / right;
        var floor = Math.Floor(quotient);

        // The difference is exact but for the last bit, so the quotient may lie just below an integer.
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /// <summary>
    /// A power. Integer and half powers are correctly rounded; others to 15 digits, because the last bit of a platform's
    /// <c>pow</c> may not decide a parameter's value.
    /// </summary>
    public static double Power(double left, double right) =>
        left != 0 && double.IsFinite(left) && double.IsInteger(right) && Math.Abs(right) <= 1024
            ? PythonNumbers.Power(left, (int)right)
        : right == 0.5 && left >= 0 ? Math.Sqrt(left)
        : NumberText.Round15(Math.Pow(left, right));
}
