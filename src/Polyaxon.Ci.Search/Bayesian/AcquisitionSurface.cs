using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// The acquisition over the space: the utility averaged over the model's processes, each against its own best mean, times the chance that
/// the experiment does not fail; as a logarithm (upper confidence bounds excepted).
/// </summary>
internal sealed class AcquisitionSurface
{
    private readonly SurrogateModel _model;
    private readonly UtilityFunction? _utility;
    private readonly FeasibilityModel? _feasibility;
    private readonly double[] _best;

    /// <summary>The surface of a model.</summary>
    public AcquisitionSurface(SurrogateModel model, UtilityFunction? utility, FeasibilityModel? feasibility)
    {
        (_model, _utility, _feasibility) = (model, utility, feasibility);
        _best = new double[model.Processes.Count];
    }

    /// <summary>
    /// Sets what is to be improved on, after the model has seen or pretended something. What is pretended counts: else a process that drew a
    /// very good value would want the same point again.
    /// </summary>
    public void Refresh()
    {
        for (var i = 0; i < _best.Length; i++)
        {
            _best[i] = SurrogateModel.BestMean(_model.Processes[i]);
        }
    }

    /// <summary>The logarithm of the chance that an experiment at a point does not fail.</summary>
    public double LogFeasibility(ReadOnlySpan<double> point) => _feasibility?.LogProbability(point) ?? 0;

    /// <summary>The utility of one process' prediction.</summary>
    public double Utility(int process, double mean, double variance) =>
        Acquisition.Of(_utility, _best[process], mean, Math.Sqrt(variance)).Value;

    /// <summary>The surface at a point.</summary>
    public double At(ReadOnlySpan<double> point)
    {
        Span<double> utilities = stackalloc double[_best.Length];
        for (var i = 0; i < utilities.Length; i++)
        {
            var (mean, variance) = _model.Processes[i].Predict(point);
            utilities[i] = Utility(i, mean, variance);
        }

        return Combined(utilities) + LogFeasibility(point);
    }

    /// <summary>Room for <see cref="WithGradient"/>, to be used by one caller at a time, until the model sees another point.</summary>
    public Room NewRoom()
    {
        var points = Math.Max(_model.Points.Count, _feasibility?.Count ?? 0);
        var gradients = _best.Length * _model.Space.Dimensions;
        return new Room(
            new Utility[_best.Length],
            new double[gradients],
            new double[gradients],
            new double[3 * points]
        );
    }

    /// <summary>The surface at a point, with its gradient by the coordinates.</summary>
    public double WithGradient(ReadOnlySpan<double> point, Span<double> gradient, Room room)
    {
        var dimensions = point.Length;
        Span<double> values = stackalloc double[_best.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var byMean = room.MeanGradients.AsSpan(i * dimensions, dimensions);
            var byDeviation = room.DeviationGradients.AsSpan(i * dimensions, dimensions);
            var (mean, variance) = _model.Processes[i].Predict(point, byMean, byDeviation, room.Scratch);
            var deviation = Math.Sqrt(variance);
            for (var d = 0; d < dimensions; d++)
            {
                byDeviation[d] *= 0.5 / deviation;
            }

            room.Utilities[i] = Acquisition.Of(_utility, _best[i], mean, deviation);
            values[i] = room.Utilities[i].Value;
        }

        var combined = Combined(values);
        gradient.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var share = IsLogarithm ? FixedMath.Exp(values[i] - combined) / values.Length : 1.0 / values.Length;
            for (var d = 0; d < dimensions; d++)
            {
                gradient[d] +=
                    share
                    * (
                        (room.Utilities[i].ByMean * room.MeanGradients[(i * dimensions) + d])
                        + (room.Utilities[i].ByDeviation * room.DeviationGradients[(i * dimensions) + d])
                    );
            }
        }

        return combined + (_feasibility?.AddTo(point, gradient, room.Scratch) ?? 0);
    }

    /// <summary>Logarithms are averaged as what they are logarithms of; bounds as they are.</summary>
    public double Combined(ReadOnlySpan<double> utilities)
    {
        var sum = 0.0;
        if (!IsLogarithm)
        {
            foreach (var utility in utilities)
            {
                sum += utility;
            }

            return sum / utilities.Length;
        }

        var largest = double.NegativeInfinity;
        foreach (var utility in utilities)
        {
            largest = Math.Max(largest, utility);
        }

        if (double.IsNegativeInfinity(largest))
        {
            return largest;
        }

        foreach (var utility in utilities)
        {
            sum += FixedMath.Exp(utility - largest);
        }

        return largest + FixedMath.Log(sum / utilities.Length);
    }

    private bool IsLogarithm => _utility?.Acquisition != AcquisitionFunction.Ucb;

    /// <summary>What one caller of <see cref="WithGradient"/> needs.</summary>
    public sealed record Room(
        Utility[] Utilities,
        double[] MeanGradients,
        double[] DeviationGradients,
        double[] Scratch
    );
}
