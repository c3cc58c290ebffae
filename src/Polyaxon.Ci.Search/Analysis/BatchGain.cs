using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>
/// By how much a batch is expected to improve on the best: expected improvement of several points together (Ginsbourger, Le Riche and
/// Carraro, "Kriging is well-suited to parallelize optimization", 2010), over joint draws of the model's belief, in units of the objective.
/// </summary>
internal static class BatchGain
{
    private const int Draws = 256;

    /// <summary>More points than this hardly add anything, and the sequence ends.</summary>
    private const int MostPoints = 64;

    /// <summary>What <paramref name="points"/> are expected to add to what <paramref name="pending"/> ones will bring; at least 0.</summary>
    public static double Of(SurrogateModel model, IReadOnlyList<double[]> pending, IReadOnlyList<double[]> points)
    {
        var known = pending.Take(MostPoints / 2).ToList();
        var all = known.Concat(points).Take(MostPoints).ToList();
        if (all.Count == known.Count)
        {
            return 0;
        }

        var normals = Normals(all.Count);
        var gain = 0.0;
        foreach (var process in model.Processes)
        {
            gain += Of(model, process, all, known.Count, normals) / model.Processes.Count;
        }

        return Math.Max(0, gain);
    }

    private static double Of(
        SurrogateModel model,
        GaussianProcess process,
        List<double[]> points,
        int pending,
        double[][] normals
    )
    {
        var (means, factor) = Belief(model, process, points);
        var best = SurrogateModel.BestMean(process);
        var bestValue = model.Outputs.Backward(best);
        var gain = 0.0;
        foreach (var normal in normals)
        {
            var (without, with) = (best, best);
            for (var i = 0; i < means.Length; i++)
            {
                var value = means[i] + FixedVector.Dot(factor.Row(i), normal);
                with = Math.Min(with, value);
                without = i < pending ? with : without;
            }

            gain += model.Outputs.Backward(without) - model.Outputs.Backward(with);
        }

        return double.IsFinite(bestValue) ? gain / normals.Length : 0;
    }

    /// <summary>The joint belief of one process: means, and the Cholesky factor of the covariance.</summary>
    private static (double[] Means, Factor Factor) Belief(
        SurrogateModel model,
        GaussianProcess process,
        List<double[]> points
    )
    {
        var means = new double[points.Count];
        var columns = new double[points.Count][];
        var set = new PointSet(model.Space.IsCategorical, points.Count);
        var factor = new Factor(points.Count);
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = process.Mean(points[i]);
            columns[i] = new double[process.Count];
            process.Covariances(points[i], columns[i]);
            process.Factor.SolveInPlace(columns[i]);
            var row = new double[i + 1];
            set.Distances(points[i], process.Weights, row.AsSpan(0, i));
            Correlation.Apply(process.Family, row.AsSpan(0, i));
            row[i] = 1;
            for (var j = 0; j <= i; j++)
            {
                row[j] = (row[j] * process.Signal) - FixedVector.Dot(columns[i], columns[j]);
            }

            factor.Append(row, 1e-12);
            set.Add(points[i]);
        }

        return (means, factor);
    }

    private static double[][] Normals(int dimensions)
    {
        var points = new QuasiRandomPoints(dimensions, 1, "gain");
        var normals = new double[Draws][];
        for (var i = 0; i < normals.Length; i++)
        {
            normals[i] = [.. points.At(i).Select(StandardNormal.Quantile)];
        }

        return normals;
    }
}
