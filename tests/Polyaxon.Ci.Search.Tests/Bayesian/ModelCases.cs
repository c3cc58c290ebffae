using CsCheck;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>Random data sets and hyperparameters for the model's tests.</summary>
internal static class ModelCases
{
    /// <summary>A seed from which everything else is drawn, so that a failing case is named by one number.</summary>
    public static Gen<long> Seeds { get; } = Gen.Long[0, 1L << 40];

    /// <summary>Settings with a category as their last coordinate.</summary>
    public static ModelSettings Settings(DrawSource draws, int dimensions)
    {
        var isCategorical = new bool[dimensions];
        isCategorical[^1] = dimensions > 1;
        return new ModelSettings((KernelFamily)draws.NextBelow(4), isCategorical, -0.5, 0);
    }

    public static double[] Point(DrawSource draws, ModelSettings settings)
    {
        var point = new double[settings.Dimensions];
        for (var d = 0; d < point.Length; d++)
        {
            point[d] = settings.IsCategorical[d] ? draws.NextBelow(3) : draws.Next();
        }

        return point;
    }

    public static List<double[]> Points(DrawSource draws, ModelSettings settings, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Point(draws, settings))];

    public static double[] Values(DrawSource draws, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => draws.NextNormal())];

    /// <summary>Hyperparameters around the prior's centre, with noise that keeps everything well conditioned.</summary>
    public static double[] Hyperparameters(DrawSource draws, ModelSettings settings)
    {
        var h = settings.Centre();
        for (var i = 0; i < h.Length; i++)
        {
            h[i] += 0.5 * draws.NextNormal();
        }

        h[^1] = -4 + draws.NextNormal();
        return h;
    }
}
