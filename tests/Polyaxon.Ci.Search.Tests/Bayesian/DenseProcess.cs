using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>A Gaussian process by the book: the covariance matrix is inverted by Gauss and Jordan's elimination.</summary>
internal sealed class DenseProcess(
    ModelSettings settings,
    double[] h,
    List<double[]> points,
    double[] values,
    double[,] inverse,
    double logDeterminant
)
{
    public double LogLikelihood
    {
        get
        {
            var sum = -0.5 * logDeterminant;
            for (var i = 0; i < values.Length; i++)
            {
                for (var j = 0; j < values.Length; j++)
                {
                    sum -= 0.5 * values[i] * inverse[i, j] * values[j];
                }
            }

            return sum;
        }
    }

    public static DenseProcess Of(ModelSettings settings, double[] h, List<double[]> points, double[] values)
    {
        var n = points.Count;
        var matrix = new double[n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, n + i] = 1;
            for (var j = 0; j < n; j++)
            {
                var noise = i == j ? Math.Exp(h[^1]) + MarginalLikelihood.Jitter : 0;
                matrix[i, j] = Covariance(settings, h, points[i], points[j]) + noise;
            }
        }

        var logDeterminant = 0.0;
        for (var k = 0; k < n; k++)
        {
            var pivot = matrix[k, k];
            logDeterminant += Math.Log(pivot);
            for (var j = 0; j < 2 * n; j++)
            {
                matrix[k, j] /= pivot;
            }

            for (var i = 0; i < n; i++)
            {
                var factor = i == k ? 0 : matrix[i, k];
                for (var j = 0; j < 2 * n; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }
            }
        }

        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[i, j] = matrix[i, n + j];
            }
        }

        return new DenseProcess(settings, h, points, values, inverse, logDeterminant);
    }

    public double Mean(double[] at) => Sum(at, (_, j) => values[j]);

    public double Variance(double[] at) =>
        Covariance(settings, h, at, at) - Sum(at, (_, j) => Covariance(settings, h, at, points[j]));

    private double Sum(double[] at, Func<int, int, double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < points.Count; j++)
            {
                sum += Covariance(settings, h, at, points[i]) * inverse[i, j] * right(i, j);
            }
        }

        return sum;
    }

    private static double Covariance(ModelSettings settings, double[] h, double[] a, double[] b)
    {
        var squared = 0.0;
        for (var d = 0; d < a.Length; d++)
        {
            var difference = settings.IsCategorical[d] ? (a[d] == b[d] ? 0 : 1) : a[d] - b[d];
            squared += difference * difference / Math.Exp(2 * h[d]);
        }

        var r = Math.Sqrt(squared);
        var correlation = settings.Family switch
        {
            KernelFamily.Matern12 => Math.Exp(-r),
            KernelFamily.Matern32 => (1 + (Math.Sqrt(3) * r)) * Math.Exp(-Math.Sqrt(3) * r),
            KernelFamily.Matern52 => (1 + (Math.Sqrt(5) * r) + (5 * squared / 3)) * Math.Exp(-Math.Sqrt(5) * r),
            _ => Math.Exp(-squared / 2),
        };
        return Math.Exp(h[^2]) * correlation;
    }
}
