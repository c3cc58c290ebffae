using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Where experiments fail: a Gaussian process of +1 for those that ended with a result and −1 for those that failed, seen through a
/// probit. Failures are not imputed as bad values: the cliff this makes spoils the objective's model on its good side.
/// </summary>
internal sealed class FeasibilityModel
{
    private const int MostPoints = 150;

    /// <summary>A region is never forbidden.</summary>
    private const double Floor = 1e-3;

    private readonly GaussianProcess _process;

    private FeasibilityModel(GaussianProcess process) => _process = process;

    /// <summary>The model of some evidence; null when nothing failed.</summary>
    public static FeasibilityModel? Of(ModelSettings settings, IReadOnlyList<Evidence> evidence, DrawSource draws)
    {
        var failures = evidence.Where(item => item.Kind == EvidenceKind.Failure).ToList();
        if (failures.Count == 0)
        {
            return null;
        }

        var good = Spread(evidence.Where(item => item.Kind == EvidenceKind.Result).ToList(), MostPoints / 2);
        var bad = Spread(failures, MostPoints / 2);
        List<double[]> points = [.. good, .. bad];
        var labels = new double[points.Count];
        var set = new PointSet(settings.IsCategorical, points.Count);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = i < good.Count ? 1 : -1;
            set.Add(points[i]);
        }

        var fit = new HyperparameterFit(settings, new TrainingData(settings, points, labels), draws);
        return new FeasibilityModel(GaussianProcess.Fit(settings, fit.Maximum(), set, labels, labels.Length));
    }

    /// <summary>The logarithm of the probability of a result at a point.</summary>
    public double LogProbability(ReadOnlySpan<double> point)
    {
        var (mean, variance) = _process.Predict(point);
        return Math.Max(Acquisition.LogCumulative(mean / Math.Sqrt(variance + Blur)).Value, FixedMath.Log(Floor));
    }

    /// <summary>The same, with its gradient added to one.</summary>
    public double AddTo(ReadOnlySpan<double> point, Span<double> gradient, Span<double> scratch)
    {
        var dimensions = point.Length;
        Span<double> byMean = stackalloc double[dimensions];
        Span<double> byVariance = stackalloc double[dimensions];
        var (mean, variance) = _process.Predict(point, byMean, byVariance, scratch);
        var deviation = Math.Sqrt(variance + Blur);
        var z = mean / deviation;
        var (value, slope) = Acquisition.LogCumulative(z);
        var floor = FixedMath.Log(Floor);
        if (value <= floor)
        {
            return floor;
        }

        for (var d = 0; d < dimensions; d++)
        {
            gradient[d] += slope * ((byMean[d] / deviation) - (0.5 * z * byVariance[d] / (variance + Blur)));
        }

        return value;
    }

    /// <summary>How many points the process has seen: gradients need scratch space of three times as many numbers.</summary>
    public int Count => _process.Count;

    private const double Blur = 0.1;

    private static List<double[]> Spread(List<Evidence> items, int most)
    {
        var count = Math.Min(items.Count, most);
        var spread = new List<double[]>(count);
        for (var i = 0; i < count; i++)
        {
            spread.Add(items[(int)((long)i * items.Count / count)].Point);
        }

        return spread;
    }
}
