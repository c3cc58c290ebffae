using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Search.Space;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Climbs the acquisition from a point: continuous coordinates together by gradient, then each of the others by trying its values (all of
/// a few, else steps that double), in turn until nothing improves. Only legal points that are not taken are considered.
/// </summary>
internal sealed class LocalSearch
{
    private const int MostRounds = 4;
    private const int GradientSteps = 15;

    /// <summary>So many values are all tried; among more, steps are taken.</summary>
    private const int FewValues = 12;

    private readonly ModelSpace _space;
    private readonly AcquisitionSurface _surface;
    private readonly TakenPoints _taken;
    private readonly bool _hasContinuous;
    private readonly bool _hasOthers;

    /// <summary>Local searches on a surface.</summary>
    public LocalSearch(ModelSpace space, AcquisitionSurface surface, TakenPoints taken)
    {
        (_space, _surface, _taken) = (space, surface, taken);
        foreach (var axis in space.Axes)
        {
            _hasContinuous |= axis.Kind == DimensionKind.Continuous;
            _hasOthers |= axis.Kind != DimensionKind.Continuous;
        }
    }

    /// <summary>Moves a point to a local maximum and returns the surface there.</summary>
    public double Climb(double[] point)
    {
        var room = _surface.NewRoom();
        var value = Value(point);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = value;
            if (_hasContinuous)
            {
                value = Math.Max(value, ClimbContinuous(point, value, room));
            }

            if (!_hasOthers)
            {
                break;
            }

            var moved = false;
            for (var d = 0; d < point.Length; d++)
            {
                if (_space.Axes[d].Kind != DimensionKind.Continuous)
                {
                    moved |= ClimbOther(point, d, ref value);
                }
            }

            if (!moved || value - before < 1e-6)
            {
                break;
            }
        }

        return value;
    }

    private double Value(double[] point) => _taken.Contains(point) ? double.NegativeInfinity : _surface.At(point);

    private double ClimbContinuous(double[] point, double value, AcquisitionSurface.Room room)
    {
        var trial = (double[])point.Clone();
        var (low, high) = (new double[point.Length], new double[point.Length]);
        for (var d = 0; d < point.Length; d++)
        {
            (low[d], high[d]) = _space.Axes[d].Kind == DimensionKind.Continuous ? (0, 1) : (point[d], point[d]);
        }

        var found = QuasiNewton.Maximise(
            (x, gradient) => _surface.WithGradient(x, gradient, room),
            trial,
            low,
            high,
            GradientSteps,
            0.05,
            1e-5
        );
        if (!(found > value) || _taken.Contains(trial))
        {
            return value;
        }

        trial.CopyTo(point, 0);
        return found;
    }

    private bool ClimbOther(double[] point, int d, ref double value)
    {
        var axis = _space.Axes[d];
        var origin = point[d];
        var best = origin;
        if (axis.Legal.Length is > 0 and <= FewValues || axis.Kind == DimensionKind.Categorical)
        {
            foreach (var candidate in axis.Legal)
            {
                Try(point, d, candidate, ref best, ref value);
            }
        }
        else
        {
            Walk(point, d, ref best, ref value);
        }

        point[d] = best;
        return best != origin;
    }

    /// <summary>Steps in both directions that double while they pay.</summary>
    private void Walk(double[] point, int d, ref double best, ref double value)
    {
        var axis = _space.Axes[d];
        foreach (var direction in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var length = 1; length <= 1 << 12; length *= 2)
            {
                var next = Neighbour(axis, best, direction * length);
                var before = best;
                if (next == best)
                {
                    break;
                }

                Try(point, d, next, ref best, ref value);
                if (best == before)
                {
                    break;
                }
            }
        }
    }

    private static double Neighbour(Axis axis, double coordinate, int steps) =>
        axis.Legal.IsEmpty
            ? axis.Snap(coordinate + (steps / 1024.0))
            : axis.Legal[Math.Clamp(axis.IndexOf(coordinate) + steps, 0, axis.Legal.Length - 1)];

    private void Try(double[] point, int d, double candidate, ref double best, ref double value)
    {
        if (candidate == best)
        {
            return;
        }

        point[d] = candidate;
        var found = Value(point);
        if (found > value)
        {
            (best, value) = (candidate, found);
        }
    }
}
