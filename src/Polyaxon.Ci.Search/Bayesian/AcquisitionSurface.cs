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
    private readonly Utility[] _utilities;
    private readonly double[] _meanGradients;
    private readonly double[] _deviationGradients;
    private double[] _scratch = [];

    /// <summary>The surface of a model.</summary>
    public AcquisitionSurface(SurrogateModel model, UtilityFunction? utility, FeasibilityModel? feasibility)
    {
        (_model, _utility, _feasibility) = (model, utility, feasibility);
        var processes = model.Processes.Count;
        _best = new double[processes];
        _utilities = new Utility[processes];
        _meanGradients = new double[processes * model.Space.Dimensions];
        _deviationGradients = new double[processes * model.Space.Dimensions];
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

    /// <summary>The surface at a point, with its gradient by the coordinates.</summary>
    public double WithGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var dimensions = point.Length;
        Reserve();
        Span<double> values = stackalloc double[_best.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var byMean = _meanGradients.AsSpan(i * dimensions, dimensions);
            var byDeviation = _deviationGradients.AsSpan(i * dimensions, dimensions);
            var (mean, variance) = _model.Processes[i].Predict(point, byMean, byDeviation, _scratch);
            var deviation = Math.Sqrt(variance);
            for (var d = 0; d < dimensions; d++)
            {
                byDeviation[d] *= 0.5 / deviation;
            }

            _utilities[i] = Acquisition.Of(_utility, _best[i], mean, deviation);
            values[i] = _utilities[i].Value;
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
                        (_utilities[i].ByMean * _meanGradients[(i * dimensions) + d])
                        + (_utilities[i].ByDeviation * _deviationGradients[(i * dimensions) + d])
                    );
            }
        }

        return combined + (_feasibility?.AddTo(point, gradient, _scratch) ?? 0);
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

    private void Reserve()
    {
        var needed = 3 * Math.Max(_model.Points.Count, _feasibility?.Count ?? 0);
        if (_scratch.Length < needed)
        {
            _scratch = new double[needed + 48];
        }
    }
}
