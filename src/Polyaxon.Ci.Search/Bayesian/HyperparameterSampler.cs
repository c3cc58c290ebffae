using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Samples hyperparameters from their posterior by coordinate-wise slice sampling (Neal, "Slice sampling", Annals of Statistics 31,
/// 2003, section 4). One fit is over-confident when few points are known; averaging over samples is not.
/// </summary>
internal sealed class HyperparameterSampler(
    Kernel kernel,
    IReadOnlyList<double[]> points,
    IReadOnlyList<double> values,
    DrawSource draws
)
{
    private const int BurnIn = 8;
    private const int Spacing = 2;
    private const double Width = 1.5;

    /// <summary>Some samples, each usable as a process.</summary>
    public List<double[]> Sample(int count)
    {
        var current = Start();
        var level = LogPosterior(current);
        var samples = new List<double[]>(count);
        for (var sweep = 1; samples.Count < count; sweep++)
        {
            for (var i = 0; i < current.Length; i++)
            {
                level = Step(current, i, level);
            }

            if (sweep > BurnIn && (sweep - BurnIn) % Spacing == 0)
            {
                samples.Add((double[])current.Clone());
            }
        }

        return samples;
    }

    private double[] Start()
    {
        var start = new double[kernel.Dimensions + 2];
        Array.Fill(start, kernel.LogScaleCentre, 0, kernel.Dimensions);
        start[^1] = -7;
        return start;
    }

    private double Step(double[] current, int i, double level)
    {
        var height = level + FixedMath.Log(Math.Max(draws.Next(), 1e-300));
        var origin = current[i];
        var low = origin - (Width * draws.Next());
        var high = low + Width;
        for (var tries = 0; tries < 4 && At(current, i, low) > height; tries++)
        {
            low -= Width;
        }

        for (var tries = 0; tries < 4 && At(current, i, high) > height; tries++)
        {
            high += Width;
        }

        for (var tries = 0; tries < 20; tries++)
        {
            var candidate = low + ((high - low) * draws.Next());
            var found = At(current, i, candidate);
            if (found > height)
            {
                current[i] = candidate;
                return found;
            }

            (low, high) = candidate < origin ? (candidate, high) : (low, candidate);
        }

        current[i] = origin;
        return level;
    }

    private double At(double[] current, int i, double value)
    {
        var before = current[i];
        current[i] = value;
        var level = LogPosterior(current);
        current[i] = before;
        return level;
    }

    /// <summary>Log-normal priors: length scales around their centre with deviation 1, signal N(0, 1), noise N(−7, 2).</summary>
    private double LogPosterior(double[] h)
    {
        var prior = (-0.5 * h[^2] * h[^2]) - (0.125 * (h[^1] + 7) * (h[^1] + 7));
        for (var i = 0; i < kernel.Dimensions; i++)
        {
            var off = h[i] - kernel.LogScaleCentre;
            prior -= 0.5 * off * off;
        }

        return prior < -200 ? double.NegativeInfinity
            : GaussianProcess.Fit(kernel, h, points, values) is { } fit ? fit.LogLikelihood + prior
            : double.NegativeInfinity;
    }
}
