namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>Finds and samples hyperparameters: the posterior's maximum by gradient, then a walk over the posterior from there.</summary>
internal sealed class HyperparameterFit(ModelSettings settings, TrainingData data, DrawSource draws)
{
    private const int Steps = 40;

    private readonly MarginalLikelihood _likelihood = new(settings, data);

    /// <summary>The hyperparameters with the highest posterior density found.</summary>
    public double[] Maximum()
    {
        var best = settings.Centre();
        var bestValue = Climb(best);
        for (var i = 0; i < settings.Restarts; i++)
        {
            var start = settings.Centre();
            for (var j = 0; j < start.Length; j++)
            {
                start[j] += draws.NextNormal();
            }

            var value = Climb(start);
            if (value > bestValue)
            {
                (best, bestValue) = (start, value);
            }
        }

        return best;
    }

    /// <summary>
    /// Samples of the posterior by coordinate-wise slice sampling (Neal, "Slice sampling", Annals of Statistics 31, 2003, section 4). One fit
    /// is over-confident when few points are known; averaging over samples is not.
    /// </summary>
    public List<double[]> Sample(double[] start, int count, int burnIn, int spacing)
    {
        var current = (double[])start.Clone();
        var samples = new List<double[]>(count);
        for (var sweep = 1; samples.Count < count; sweep++)
        {
            var level = _likelihood.At(current);
            for (var i = 0; i < current.Length; i++)
            {
                level = new SliceStep(_likelihood, draws, current, i).Take(level);
            }

            if (sweep > burnIn && (sweep - burnIn) % spacing == 0)
            {
                samples.Add((double[])current.Clone());
            }
        }

        return samples;
    }

    private double Climb(double[] start)
    {
        var (low, high) = (new double[start.Length], new double[start.Length]);
        for (var i = 0; i < start.Length; i++)
        {
            (low[i], high[i]) = (start[i] - 12, start[i] + 12);
        }

        (low[^1], high[^1]) = (-20, 4);
        return QuasiNewton.Maximise(_likelihood.WithGradient, start, low, high, Steps, 0.5, 1e-4);
    }
}
