using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>A function to be maximised, with its gradient.</summary>
internal delegate double DifferentiableFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>
/// Maximises smooth functions inside a box: BFGS with a dense inverse Hessian (Nocedal and Wright, "Numerical Optimization", 2006, section
/// 6.1) on the coordinates that are free, with steps cut at the bounds and halved until they pay. Everything runs in one order.
/// </summary>
internal static class QuasiNewton
{
    private const double SufficientIncrease = 1e-4;

    /// <summary>Moves <paramref name="x"/> to a local maximum and returns its value.</summary>
    public static double Maximise(
        DifferentiableFunction function,
        Span<double> x,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> high,
        int steps,
        double firstStep,
        double tolerance
    )
    {
        var n = x.Length;
        var (gradient, nextGradient) = (new double[n], new double[n]);
        var (direction, next) = (new double[n], new double[n]);
        var inverse = new double[n * n];
        var value = function(x, gradient);
        var isFresh = true;
        for (var step = 0; step < steps && double.IsFinite(value); step++)
        {
            if (isFresh)
            {
                Reset(inverse, n, firstStep / Math.Max(Size(gradient), 1e-300));
            }

            Direct(inverse, gradient, x, low, high, direction);
            var slope = FixedVector.Dot(direction, gradient);
            if (!(slope > tolerance))
            {
                if (isFresh)
                {
                    break;
                }

                isFresh = true;
                continue;
            }

            var nextValue = Search(function, x, low, high, direction, value, slope, next, nextGradient);
            if (!(nextValue > value))
            {
                if (isFresh)
                {
                    break;
                }

                isFresh = true;
                continue;
            }

            Update(inverse, x, next, gradient, nextGradient, isFresh);
            isFresh = false;
            var gain = nextValue - value;
            next.CopyTo(x);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
            if (gain < tolerance)
            {
                break;
            }
        }

        return value;
    }

    private static double Search(
        DifferentiableFunction function,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> high,
        double[] direction,
        double value,
        double slope,
        double[] next,
        double[] nextGradient
    )
    {
        var length = 1.0;
        for (var tries = 0; tries < 12; tries++)
        {
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = Math.Clamp(x[i] + (length * direction[i]), low[i], high[i]);
            }

            var found = function(next, nextGradient);
            if (found >= value + (SufficientIncrease * length * slope))
            {
                return found;
            }

            // The parabola through value, slope and what was found, but neither too short nor too long a step.
            var curvature = value + (slope * length) - found;
            var best = double.IsFinite(found) && curvature > 0 ? 0.5 * slope * length * length / curvature : 0;
            length = Math.Clamp(best, 0.1 * length, 0.5 * length);
        }

        return double.NegativeInfinity;
    }

    private static void Direct(
        double[] inverse,
        double[] gradient,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> high,
        double[] direction
    )
    {
        var n = gradient.Length;
        for (var i = 0; i < n; i++)
        {
            direction[i] = 0;
            if (IsBlocked(i, gradient, x, low, high))
            {
                continue;
            }

            for (var j = 0; j < n; j++)
            {
                direction[i] += IsBlocked(j, gradient, x, low, high) ? 0 : inverse[(i * n) + j] * gradient[j];
            }
        }
    }

    private static bool IsBlocked(
        int i,
        double[] gradient,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> high
    ) => (x[i] <= low[i] && gradient[i] < 0) || (x[i] >= high[i] && gradient[i] > 0);

    /// <summary>The BFGS update of the inverse of the negated Hessian; left out when the curvature has the wrong sign.</summary>
    private static void Update(
        double[] inverse,
        ReadOnlySpan<double> x,
        double[] next,
        double[] gradient,
        double[] nextGradient,
        bool isFresh
    )
    {
        var n = next.Length;
        var (s, y, product) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            s[i] = next[i] - x[i];
            y[i] = gradient[i] - nextGradient[i];
        }

        var curvature = FixedVector.Dot(s, y);
        var squared = FixedVector.Dot(y, y);
        if (!(curvature > 1e-10 * Math.Sqrt(squared * FixedVector.Dot(s, s))))
        {
            return;
        }

        if (isFresh)
        {
            Reset(inverse, n, curvature / squared);
        }

        for (var i = 0; i < n; i++)
        {
            product[i] = FixedVector.Dot(inverse.AsSpan(i * n, n), y);
        }

        var factor = (1 + (FixedVector.Dot(y, product) / curvature)) / curvature;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[(i * n) + j] +=
                    (factor * s[i] * s[j]) - (((product[i] * s[j]) + (s[i] * product[j])) / curvature);
            }
        }
    }

    private static void Reset(double[] inverse, int n, double scale)
    {
        Array.Clear(inverse);
        for (var i = 0; i < n; i++)
        {
            inverse[(i * n) + i] = scale;
        }
    }

    private static double Size(double[] vector) => Math.Sqrt(FixedVector.Dot(vector, vector));
}
