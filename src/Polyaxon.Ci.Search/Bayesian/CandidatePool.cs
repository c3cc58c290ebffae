using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// The points at which the acquisition is looked at before local searches start: all once, then only the most promising ones again for
/// each further point of a batch.
/// </summary>
internal sealed class CandidatePool
{
    /// <summary>So many processes look at all points; all of them only at the most promising.</summary>
    private const int Screens = 4;

    /// <summary>Blocks are shared out among so many pieces of work, each of which uses the same memory for all of its own.</summary>
    private const int Lanes = 4;

    private readonly SurrogateModel _model;
    private readonly AcquisitionSurface _surface;
    private readonly List<double[]> _points;
    private readonly List<CandidateBlock> _blocks = [];
    private readonly double[] _feasibility;
    private readonly double[] _scores;
    private readonly int[] _all;

    /// <summary>The most promising of some points.</summary>
    public CandidatePool(SurrogateModel model, AcquisitionSurface surface, List<double[]> points, int kept)
    {
        (_model, _surface) = (model, surface);
        _points = Promising(points, kept);

        _feasibility = new double[_points.Count];
        for (var i = 0; i < _points.Count; i++)
        {
            _feasibility[i] = surface.LogFeasibility(_points[i]);
        }

        for (var first = 0; first < _points.Count; first += CandidateBlock.Width)
        {
            _blocks.Add(new CandidateBlock(_points, first, model.Processes.Count));
        }

        _all = [.. Enumerable.Range(0, model.Processes.Count)];

        _scores = new double[_points.Count];
    }

    /// <summary>The most promising points now, best first.</summary>
    public List<double[]> Leaders(int count)
    {
        Workers.Do(_blocks.Count, i => Score(_blocks[i], _all, _scores, i * CandidateBlock.Width));
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

    /// <summary>The most promising of many points, as some of the processes see them.</summary>
    private List<double[]> Promising(List<double[]> points, int kept)
    {
        if (points.Count <= kept)
        {
            return points;
        }

        var processes = _model.Processes.Count;
        var some = new int[Math.Min(Screens, processes)];
        for (var i = 0; i < some.Length; i++)
        {
            some[i] = i * processes / some.Length;
        }

        var scores = new double[points.Count];
        Workers.Do(
            Lanes,
            lane =>
            {
                CandidateBlock? block = null;
                for (var at = lane * CandidateBlock.Width; at < points.Count; at += Lanes * CandidateBlock.Width)
                {
                    block ??= new CandidateBlock(points, at, processes);
                    block.Fill(points, at);
                    Score(block, some, scores, at);
                    for (var i = at; i < at + block.Count; i++)
                    {
                        scores[i] += _surface.LogFeasibility(points[i]);
                    }
                }
            }
        );
        var promising = new List<double[]>(kept);
        foreach (var i in Best(scores, kept))
        {
            promising.Add(points[i]);
        }

        return promising;
    }

    /// <summary>Scores the points of a block as some of the processes see them now.</summary>
    private void Score(CandidateBlock block, int[] processes, double[] scores, int first)
    {
        foreach (var i in processes)
        {
            block.Update(i, _model.Processes[i], _model.Points);
        }

        Span<double> utilities = stackalloc double[processes.Length];
        for (var c = 0; c < block.Count; c++)
        {
            for (var i = 0; i < utilities.Length; i++)
            {
                var process = processes[i];
                var variance = Math.Max(_model.Processes[process].Signal - block.Explained(process, c), 1e-12);
                utilities[i] = _surface.Utility(process, block.Mean(process, c), variance);
            }

            scores[first + c] = _surface.Combined(utilities);
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
