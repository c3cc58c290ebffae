using System.Collections.Immutable;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Makes the points at which the acquisition is looked at: everywhere, and near what is good. Only legal, unseen points.</summary>
internal sealed class CandidatePool(SearchSpace space, DrawSource draws, HashSet<ImmutableArray<Value>> taken)
{
    /// <summary>A point drawn from the dimensions' own distributions; null when it is taken.</summary>
    public Candidate? Anywhere() => Create([.. space.Dimensions.Select(dimension => dimension.FromUnit(draws.Next()))]);

    /// <summary>A point near another: some coordinates moved by steps about as long as <paramref name="scale"/>; null when taken.</summary>
    public Candidate? Near(Candidate origin, double scale)
    {
        var values = origin.Values.ToArray();
        var always = draws.NextBelow(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (i == always || draws.Next() < 0.4)
            {
                values[i] = Move(space.Dimensions[i], origin.Values[i], origin.Coordinates[i], scale);
            }
        }

        return Create([.. values]);
    }

    /// <summary>A point with its coordinates.</summary>
    public Candidate Of(ImmutableArray<Value> values)
    {
        var coordinates = new double[values.Length];
        for (var i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = space.Dimensions[i].CoordinateOf(values[i]);
        }

        return new Candidate(values, coordinates);
    }

    private Candidate? Create(ImmutableArray<Value> values) => taken.Contains(values) ? null : Of(values);

    private Value Move(Dimension dimension, Value value, double coordinate, double scale)
    {
        if (dimension.Kind == DimensionKind.Categorical)
        {
            return draws.Next() < 0.4 ? dimension.FromUnit(draws.Next()) : value;
        }

        // Small steps that a lattice would swallow are made longer until they move.
        for (var tries = 0; tries < 4; tries++, scale *= 3)
        {
            var moved = dimension.FromCoordinate(Math.Clamp(coordinate + (scale * draws.NextNormal()), 0, 1));
            if (!moved.Equals(value))
            {
                return moved;
            }
        }

        return value;
    }
}
