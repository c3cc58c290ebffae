using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// The points at which the acquisition is looked at before local searches start: all once, then only the most promising ones again for
/// each further point of a batch.
/// </summary>
internal sealed class CandidatePool
{
    private readonly SurrogateModel _model;
    private readonly AcquisitionSurface _surface;
    private readonly List<double[]> _points;
    private readonly List<CandidateBlock> _blocks = [];
    private readonly double[] _feasibility;
    private readonly double[] _scores;

    /// <summary>The most promising of some points.</summary>
    public CandidatePool(SurrogateModel model, AcquisitionSurface surface, List<double[]> points, int kept)
    {
        (_model, _surface) = (model, surface);
        var scores = new double[points.Count];
        for (var first = 0; first < points.Count; first += CandidateBlock.Width)
        {
            var block = new CandidateBlock(points, first, model.Processes.Count);
            Update(block);
            Score(block, scores.AsSpan(first, block.Count));
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] += surface.LogFeasibility(points[i]);
        }

        _points = [];
        foreach (var i in Best(scores, kept))
        {
            _points.Add(points[i]);
        }

        _feasibility = new double[_points.Count];
        for (var i = 0; i < _points.Count; i++)
        {
            _feasibility[i] = surface.LogFeasibility(_points[i]);
        }

        for (var first = 0; first < _points.Count; first += CandidateBlock.Width)
        {
            _blocks.Add(new CandidateBlock(_points, first, model.Processes.Count));
        }

        _scores = new double[_points.Count];
    }

    /// <summary>The most promising points now, best first.</summary>
    public List<double[]> Leaders(int count)
    {
        for (var i = 0; i < _blocks.Count; i++)
        {
            Update(_blocks[i]);
            Score(_blocks[i], _scores.AsSpan(i * CandidateBlock.Width, _blocks[i].Count));
        }

        for (var i = 0; i < _scores.Length; i++)
        {
            _scores[i] += _feasibility[i];
        }

        var leaders = new List<double[]>(count);
        foreach (var i in Best(_scores, count))
        {
            leaders.Add(_points[i]);
        }

        return leaders;
    }

    private void Update(CandidateBlock block)
    {
        for (var i = 0; i < _model.Processes.Count; i++)
        {
            block.Update(i, _model.Processes[i], _model.Points);
        }
    }

    private void Score(CandidateBlock block, Span<double> scores)
    {
        Span<double> utilities = stackalloc double[_model.Processes.Count];
        for (var c = 0; c < block.Count; c++)
        {
            for (var i = 0; i < utilities.Length; i++)
            {
                var variance = Math.Max(_model.Processes[i].Signal - block.Explained(i, c), 1e-12);
                utilities[i] = _surface.Utility(i, block.Mean(i, c), variance);
            }

            scores[c] = _surface.Combined(utilities);
        }
    }

    /// <summary>The numbers of the highest scores, best first; ties go to the earlier.</summary>
    private static int[] Best(double[] scores, int count)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        return order[..Math.Min(count, order.Length)];
    }
}
