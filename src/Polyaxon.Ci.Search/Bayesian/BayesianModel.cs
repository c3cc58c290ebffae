using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>What is believed of the objective: several processes with sampled hyperparameters, and where experiments fail.</summary>
internal sealed class BayesianModel
{
    /// <summary>More points than this are thinned for sampling hyperparameters, whose cost grows with the cube.</summary>
    private const int SamplingPoints = 60;

    /// <summary>More points than this are thinned for prediction as well: the best, and an even share of the rest.</summary>
    private const int PredictionPoints = 400;

    private readonly UtilityFunction? _utility;
    private readonly List<GaussianProcess> _processes = [];
    private readonly double[] _best;
    private readonly List<(double[] Point, bool Failed)> _outcomes;

    /// <summary>Fits the model to results that are minimised.</summary>
    public BayesianModel(
        SearchSpace space,
        UtilityFunction? utility,
        List<(double[] Point, double Value)> results,
        List<double[]> failed,
        DrawSource draws
    )
    {
        _utility = utility;
        _outcomes = [.. results.Select(result => (result.Point, false)), .. failed.Select(point => (point, true))];
        var kernel = new Kernel(
            utility?.GaussianProcess,
            [.. space.Dimensions.Select(dimension => dimension.Kind == DimensionKind.Categorical)]
        );
        var all = Normalised(Thinned(results, PredictionPoints));
        var some = Thinned(all, SamplingPoints);
        var count = all.Count <= 120 ? 8 : 2;
        var sampler = new HyperparameterSampler(
            kernel,
            [.. some.Select(result => result.Point)],
            [.. some.Select(result => result.Value)],
            draws
        );
        foreach (var hyperparameters in sampler.Sample(count))
        {
            if (
                GaussianProcess.Fit(
                    kernel,
                    hyperparameters,
                    [.. all.Select(result => result.Point)],
                    [.. all.Select(result => result.Value)]
                ) is
                { } process
            )
            {
                _processes.Add(process);
            }
        }

        // The best believed mean at a point that was run; the best raw value would take noise for success.
        _best = [.. _processes.Select(process => all.Min(result => process.Predict(process.Solve(result.Point)).Mean))];
    }

    /// <summary>Whether there is anything to go by.</summary>
    public bool IsUsable => _processes.Count > 0;

    /// <summary>The acquisition at a candidate, averaged over the processes, times the chance that it does not fail.</summary>
    public double Score(Candidate candidate)
    {
        candidate.Columns ??= [.. _processes.Select(_ => new List<double>())];
        var scores = new double[_processes.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            _processes[i].Extend(candidate.Coordinates, candidate.Columns[i]);
            var (mean, variance) = _processes[i].Predict(candidate.Columns[i]);
            scores[i] = Acquisition.Of(_utility, _best[i], mean, variance);
        }

        return Combined(scores) + LogFeasibility(candidate);
    }

    /// <summary>Pretends a point was run, each process with a value of its own: what runs now is not proposed twice.</summary>
    public void Pretend(Candidate candidate, DrawSource draws)
    {
        foreach (var process in _processes)
        {
            var (mean, variance) = process.Predict(process.Solve(candidate.Coordinates));
            process.Add(candidate.Coordinates, mean + (Math.Sqrt(variance) * draws.NextNormal()));
        }
    }

    /// <summary>Logarithms of improvements are averaged as improvements; bounds and probabilities' logs likewise keep their order.</summary>
    private double Combined(double[] scores)
    {
        if (_utility?.Acquisition == AcquisitionFunction.Ucb)
        {
            return scores.Average();
        }

        var largest = scores.Max();
        return largest + FixedMath.Log(scores.Sum(score => FixedMath.Exp(score - largest)) / scores.Length);
    }

    /// <summary>A kernel regression of what failed, with a floor: a region is never forbidden.</summary>
    private double LogFeasibility(Candidate candidate)
    {
        if (!_outcomes.Exists(outcome => outcome.Failed))
        {
            return 0;
        }

        var (good, all) = (0.2, 0.25);
        foreach (var (point, failed) in _outcomes)
        {
            var weight = _processes[0].Correlation(candidate.Coordinates, point);
            weight *= weight;
            all += weight;
            good += failed ? 0 : weight;
        }

        return 3 * FixedMath.Log(Math.Max(good / all, 0.05));
    }

    /// <summary>The bad tail is cut, so that one diverged run does not flatten the rest; then the values are made nearly normal.</summary>
    private static List<(double[] Point, double Value)> Normalised(List<(double[] Point, double Value)> results)
    {
        var sorted = results.Select(result => result.Value).Order().ToList();
        var (low, high) = (sorted[sorted.Count / 4], sorted[sorted.Count * 3 / 4]);
        var limit = high + (3 * Math.Max(high - low, 1e-12 * Math.Abs(high)));
        var cut = results.Select(result => Math.Min(result.Value, limit)).ToList();
        var warped = YeoJohnson.Standardised(cut);
        return [.. results.Select((result, i) => (result.Point, warped[i]))];
    }

    private static List<(double[] Point, double Value)> Thinned(List<(double[] Point, double Value)> results, int most)
    {
        if (results.Count <= most)
        {
            return results;
        }

        var sorted = results.OrderBy(result => result.Value).ToList();
        var rest = most / 2;
        return
        [
            .. sorted.Take(most - rest),
            .. Enumerable
                .Range(0, rest)
                .Select(i => sorted[most - rest + (int)((long)i * (sorted.Count - most + rest) / rest)]),
        ];
    }
}
