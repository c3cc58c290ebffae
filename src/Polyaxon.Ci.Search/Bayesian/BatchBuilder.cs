using System.Collections.Immutable;
using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Chooses the points of a batch one after another.</summary>
internal sealed class BatchBuilder
{
    private const int Incumbents = 6;

    private readonly SurrogateModel _model;
    private readonly ModelEffort _effort;
    private readonly TakenPoints _taken;
    private readonly DrawSource _draws;
    private readonly AcquisitionSurface _surface;
    private readonly LocalSearch _search;
    private readonly CandidatePool _pool;
    private readonly int _climbs;

    /// <summary>Prepares a batch; pending runs are pretended to have ended.</summary>
    public BatchBuilder(
        SurrogateModel model,
        IReadOnlyList<Evidence> evidence,
        UtilityFunction? utility,
        TakenPoints taken,
        DrawSource draws
    )
    {
        (_model, _taken, _draws) = (model, taken, draws);
        _effort = ModelEffort.For(model.Results, model.Space.Dimensions);
        var settings = ModelSettings.Of(utility?.GaussianProcess, model.Space.IsCategorical);
        var feasibility = FeasibilityModel.Of(settings, evidence, draws);
        _surface = new AcquisitionSurface(model, utility, feasibility);
        foreach (var pending in evidence)
        {
            if (pending.Kind == EvidenceKind.Pending)
            {
                model.Pretend(pending.Point, draws);
            }
        }

        _surface.Refresh();
        _climbs = utility is null ? _effort.Climbs : Math.Max(1, utility.NIter);
        _search = new LocalSearch(model.Space, _surface, taken);
        var candidates = Candidates(evidence, utility?.NWarmup ?? _effort.Pool);
        _pool = new CandidatePool(model, _surface, candidates, Math.Max(_effort.Kept, _climbs));
    }

    /// <summary>Adds chosen points until there are enough, or no candidate is left.</summary>
    public void AddTo(List<ImmutableArray<Value>> points, int count)
    {
        while (points.Count < count && Next() is { } pick)
        {
            var point = _model.Space.PointAt(pick);
            if (!_taken.Add(point))
            {
                break;
            }

            points.Add(point);
            if (points.Count < count)
            {
                _model.Pretend(pick, _draws);
                _surface.Refresh();
            }
        }
    }

    /// <summary>The best of the points that climbs from the most promising candidates end at; of equally good ones the first.</summary>
    private double[]? Next()
    {
        var points = new List<double[]>(_climbs);
        foreach (var leader in _pool.Leaders(_effort.Kept))
        {
            if (points.Count == _climbs)
            {
                break;
            }

            if (!_taken.Contains(leader))
            {
                points.Add((double[])leader.Clone());
            }
        }

        var values = new double[points.Count];
        Workers.Do(points.Count, i => values[i] = _search.Climb(points[i]));
        double[]? best = null;
        var bestValue = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > bestValue)
            {
                (best, bestValue) = (points[i], values[i]);
            }
        }

        return best;
    }

    private List<double[]> Candidates(IReadOnlyList<Evidence> evidence, int count)
    {
        var source = new CandidateSource(_model.Space, _draws);
        if (_model.Space.Space.DrawableCount is { } distinct && distinct <= count)
        {
            return Everything((int)distinct);
        }

        var candidates = new List<double[]>(count + (count / 2));
        for (var i = 0; i < count; i++)
        {
            Add(source.Anywhere());
        }

        var best = evidence.Where(item => item.Kind == EvidenceKind.Result).Take(Incumbents).ToList();
        for (var i = 0; i < count / 2; i++)
        {
            var origin = best[i % 3 == 0 ? _draws.NextBelow(Math.Min(2, best.Count)) : _draws.NextBelow(best.Count)];
            Add(source.Near(origin.Point, source.Scale()));
        }

        return candidates;

        void Add(double[] candidate)
        {
            if (!_taken.Contains(candidate))
            {
                candidates.Add(candidate);
            }
        }
    }

    private List<double[]> Everything(int count)
    {
        var points = new List<double[]>(count);
        for (var i = 0; i < count; i++)
        {
            if (_model.Space.CoordinatesOf(_model.Space.Space.DistinctAt(i)) is { } point && !_taken.Contains(point))
            {
                points.Add(point);
            }
        }

        return points;
    }
}
