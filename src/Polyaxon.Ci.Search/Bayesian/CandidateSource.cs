using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Makes legal points: everywhere in the space, and near others.</summary>
internal sealed class CandidateSource(ModelSpace space, DrawSource draws)
{
    private const double ShareMoved = 0.4;

    /// <summary>A point anywhere.</summary>
    public double[] Anywhere()
    {
        var point = new double[space.Dimensions];
        for (var d = 0; d < point.Length; d++)
        {
            point[d] = space.Axes[d].At(draws.Next());
        }

        return point;
    }

    /// <summary>A point near another: one coordinate surely and some others moved by steps about as long as <paramref name="scale"/>.</summary>
    public double[] Near(double[] origin, double scale)
    {
        var point = (double[])origin.Clone();
        var always = draws.NextBelow(point.Length);
        for (var d = 0; d < point.Length; d++)
        {
            if (d == always || draws.Next() < ShareMoved)
            {
                point[d] = Moved(space.Axes[d], origin[d], scale);
            }
            else
            {
                // An origin from elsewhere may lie outside the space.
                point[d] = space.Axes[d].Snap(origin[d]);
            }
        }

        return point;
    }

    /// <summary>A step length: log-normal around about a tenth of the space.</summary>
    public double Scale() => FixedMath.Exp(-2.3 + draws.NextNormal());

    private double Moved(Axis axis, double coordinate, double scale)
    {
        if (axis.Kind == DimensionKind.Categorical)
        {
            return axis.At(draws.Next());
        }

        // Small steps that a lattice would swallow are made longer until they move.
        for (var tries = 0; tries < 4; tries++, scale *= 3)
        {
            var moved = axis.Snap(coordinate + (scale * draws.NextNormal()));
            if (moved != coordinate)
            {
                return moved;
            }
        }

        return axis.Snap(coordinate);
    }
}
