using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian.Processes;

/// <summary>One move of the slice sampler along one hyperparameter: step out, then shrink towards where it stands.</summary>
internal readonly ref struct SliceStep(MarginalLikelihood likelihood, DrawSource draws, double[] current, int index)
{
    private const double Width = 1.5;
    private const int MostExpansions = 4,
        MostShrinks = 20;

    /// <summary>Moves the hyperparameter and returns the density's logarithm there, given that of where it stands.</summary>
    public double Take(double level)
    {
        var height = level + FixedMath.Log(Math.Max(draws.Next(), 1e-300));
        var origin = current[index];
        var low = origin - (Width * draws.Next());
        var high = low + Width;
        for (var tries = 0; tries < MostExpansions && At(low) > height; tries++)
        {
            low -= Width;
        }

        for (var tries = 0; tries < MostExpansions && At(high) > height; tries++)
        {
            high += Width;
        }

        for (var tries = 0; tries < MostShrinks; tries++)
        {
            var candidate = low + ((high - low) * draws.Next());
            var found = At(candidate);
            if (found > height)
            {
                likelihood.Accept(current, index);
                return found;
            }

            (low, high) = candidate < origin ? (candidate, high) : (low, candidate);
        }

        current[index] = origin;
        return level;
    }

    private double At(double value)
    {
        current[index] = value;
        return likelihood.Moved(current, index);
    }
}
