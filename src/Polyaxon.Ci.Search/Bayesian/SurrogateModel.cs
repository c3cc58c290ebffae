using System.Globalization;
using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// What is believed of an objective: Gaussian processes with sampled hyperparameters over the normalised results. Predictions are in the
/// model's units, in which small is good and which <see cref="Outputs"/> turns into the objective's.
/// </summary>
public sealed class SurrogateModel
{
    private readonly PointSet _points;
    private readonly List<GaussianProcess> _processes = [];

    private SurrogateModel(
        ModelSpace space,
        ModelSettings[] chains,
        IReadOnlyList<Evidence> results,
        ModelEffort effort,
        Func<int, DrawSource> draws
    )
    {
        Space = space;
        var raw = new double[results.Count];
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = results[i].Value;
        }

        Outputs = OutputTransform.Of(raw);
        var used = Thinned(results, effort.Points);
        var values = new double[used.Count];
        _points = new PointSet(space.IsCategorical, used.Count + 16);
        for (var i = 0; i < used.Count; i++)
        {
            values[i] = Outputs.Forward(used[i].Value);
            _points.Add(used[i].Point);
        }

        Results = used.Count;
        var data = Data(chains[0], results, effort.FitPoints);
        var share = (effort.Samples + chains.Length - 1) / chains.Length;
        var processes = new GaussianProcess[chains.Length][];
        Workers.Do(
            chains.Length,
            c =>
            {
                var fit = new HyperparameterFit(chains[c], data, draws(c));
                var samples = fit.Sample(fit.Maximum(), share, effort.BurnIn, effort.Spacing);
                processes[c] = new GaussianProcess[share];
                for (var i = 0; i < share; i++)
                {
                    processes[c][i] = GaussianProcess.Fit(chains[c], samples[i], _points, values, used.Count + 16);
                }
            }
        );
        for (var i = 0; i < share; i++)
        {
            foreach (var chain in processes)
            {
                _processes.Add(chain[i]);
            }
        }
    }

    /// <summary>The space the model is of.</summary>
    public ModelSpace Space { get; }

    /// <summary>Between the objective's units and the model's.</summary>
    public OutputTransform Outputs { get; }

    /// <summary>How many results it predicts from.</summary>
    public int Results { get; }

    /// <summary>The processes, all of the same points.</summary>
    internal IReadOnlyList<GaussianProcess> Processes => _processes;

    /// <summary>The points seen.</summary>
    internal PointSet Points => _points;

    /// <summary>
    /// Fits a model to the results among some evidence. The same evidence in the order of <see cref="Evidence.Of"/>, seed and purpose give
    /// the same model. Null when there is no result.
    /// </summary>
    public static SurrogateModel? Fit(
        ModelSpace space,
        IReadOnlyList<Evidence> evidence,
        GaussianProcessSettings? settings,
        long seed,
        string purpose
    )
    {
        var results = evidence.Where(item => item.Kind == EvidenceKind.Result).ToList();
        return results.Count == 0
            ? null
            : new SurrogateModel(
                space,
                ModelSettings.Chains(settings, space.IsCategorical),
                results,
                ModelEffort.For(results.Count, space.Dimensions),
                chain => new DrawSource(seed, string.Create(CultureInfo.InvariantCulture, $"{purpose}/model {chain}"))
            );
    }

    /// <summary>Mean and variance of the objective, without noise, at a point: those of the mixture of all processes.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> point)
    {
        var (mean, squares, variance) = (0.0, 0.0, 0.0);
        foreach (var process in _processes)
        {
            var (at, spread) = process.Predict(point);
            mean += at;
            squares += at * at;
            variance += spread;
        }

        mean /= _processes.Count;
        return (mean, (variance / _processes.Count) + Math.Max(0, (squares / _processes.Count) - (mean * mean)));
    }

    /// <summary>The mean alone, which is much cheaper.</summary>
    public double Mean(ReadOnlySpan<double> point)
    {
        var mean = 0.0;
        foreach (var process in _processes)
        {
            mean += process.Mean(point);
        }

        return mean / _processes.Count;
    }

    /// <summary>The lowest mean at a point that was run, averaged over the processes: the raw best would take noise for success.</summary>
    public double BestMean()
    {
        var sum = 0.0;
        foreach (var process in _processes)
        {
            sum += BestMean(process);
        }

        return sum / _processes.Count;
    }

    /// <summary>The lowest mean of one process at a point that was run or is pretended to have been.</summary>
    internal static double BestMean(GaussianProcess process)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < process.Count; i++)
        {
            best = Math.Min(best, process.MeanAtSeen(i));
        }

        return best;
    }

    /// <summary>Pretends a point was run, each process with a value drawn from its own belief.</summary>
    internal void Pretend(ReadOnlySpan<double> point, DrawSource draws)
    {
        var values = new double[_processes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (mean, variance) = _processes[i].Predict(point);
            values[i] = mean + (Math.Sqrt(variance) * draws.NextNormal());
        }

        _points.Add(point);
        for (var i = 0; i < values.Length; i++)
        {
            _processes[i].See(values[i]);
            _processes[i].Settle();
        }
    }

    private TrainingData Data(ModelSettings settings, IReadOnlyList<Evidence> results, int most)
    {
        var some = Thinned(results, most);
        var (points, values) = (new double[some.Count][], new double[some.Count]);
        for (var i = 0; i < some.Count; i++)
        {
            (points[i], values[i]) = (some[i].Point, Outputs.Forward(some[i].Value));
        }

        return new TrainingData(settings, points, values);
    }

    /// <summary>The best half of what may stay, and an even share of the rest; results come from the best to the worst.</summary>
    private static IReadOnlyList<Evidence> Thinned(IReadOnlyList<Evidence> results, int most)
    {
        if (results.Count <= most)
        {
            return results;
        }

        var rest = most / 2;
        var best = most - rest;
        var thinned = new List<Evidence>(most);
        for (var i = 0; i < most; i++)
        {
            thinned.Add(results[i < best ? i : best + (int)((long)(i - best) * (results.Count - best) / rest)]);
        }

        return thinned;
    }
}
