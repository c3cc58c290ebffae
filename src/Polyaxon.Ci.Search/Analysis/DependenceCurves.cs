using System.Collections.Immutable;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>Computes partial dependence (Friedman, "Greedy function approximation", Annals of Statistics 29, 2001, section 8.2) of a model.</summary>
internal sealed class DependenceCurves(SurrogateModel model, Optimization optimization)
{
    private const int MostValues = 12;
    private const int MeanPoints = 128;
    private const double Deviations = 1.96;

    private readonly double[][] _others = Others(model.Space);

    /// <summary>The curve of each parameter, in the order of the space.</summary>
    public ImmutableArray<PartialDependence> All() =>
        [
            .. model.Space.Axes.Select(
                (axis, d) =>
                    new PartialDependence(
                        axis.Name,
                        [.. Coordinates(axis, model.Space.Space.Dimensions[d]).Select(at => At(axis, d, at))]
                    )
            ),
        ];

    private static double[][] Others(ModelSpace space)
    {
        var points = new QuasiRandomPoints(space.Dimensions, 1, "dependence");
        var others = new double[MeanPoints][];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = [.. points.At(i).Select((u, d) => space.Axes[d].At(u))];
        }

        return others;
    }

    /// <summary>Where a curve is looked at: at every value when they are few, else at some, evenly.</summary>
    private static IEnumerable<double> Coordinates(Axis axis, Dimension dimension)
    {
        if (axis.Legal.Length > 0)
        {
            var legal = axis.Legal.ToArray();
            return legal.Length <= MostValues
                ? legal
                : Enumerable
                    .Range(0, MostValues)
                    .Select(i => legal[(int)((long)i * (legal.Length - 1) / (MostValues - 1))]);
        }

        // The ends of what has none are infinitely far away.
        var isBounded = dimension.Low is not null;
        return Enumerable
            .Range(0, MostValues)
            .Select(i => axis.Snap(isBounded ? i / (MostValues - 1.0) : (i + 0.5) / MostValues))
            .Distinct();
    }

    private DependencePoint At(Axis axis, int d, double coordinate)
    {
        var variancePoints = VariancePoints();
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < _others.Length; i++)
        {
            var before = _others[i][d];
            _others[i][d] = coordinate;
            if (i < variancePoints)
            {
                var (at, spread) = model.Predict(_others[i]);
                mean += at;
                variance += spread;
            }
            else
            {
                mean += model.Mean(_others[i]);
            }

            _others[i][d] = before;
        }

        mean /= _others.Length;
        var half = Deviations * Math.Sqrt(variance / variancePoints);
        var (middle, good, bad) = (Objective(mean), Objective(mean - half), Objective(mean + half));
        return new DependencePoint(axis.ValueOf(coordinate), middle, Math.Min(good, bad), Math.Max(good, bad));
    }

    /// <summary>A variance costs as much as there are results, squared, so that large models are asked at fewer points.</summary>
    private int VariancePoints()
    {
        var each = (double)model.Results * model.Results * model.Space.Dimensions;
        return (int)Math.Clamp(1e7 / each, 4, 64);
    }

    private double Objective(double modelled)
    {
        var value = model.Outputs.Backward(modelled);
        return optimization == Optimization.Maximize ? -value : value;
    }
}
