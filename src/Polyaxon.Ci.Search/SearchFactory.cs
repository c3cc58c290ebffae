using Polyaxon.Ci.Search.Grid;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Random;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search;

/// <summary>Creates the search a polyaxonfile asks for.</summary>
public static class SearchFactory
{
    /// <summary>The search of <paramref name="hptuning"/> with a seed.</summary>
    public static ISearch Create(HptuningSection hptuning, long seed)
    {
        var space = SearchSpace.Of(hptuning.Matrix);
        return hptuning.Search switch
        {
            GridSearchSection grid => new GridSearch(space, grid),
            RandomSearchSection random => new RandomSearch(space, random, seed),
            HyperbandSection hyperband => new HyperbandSearch(space, hyperband, seed),
            BayesianSection bo => new Bayesian.BayesianSearch(space, bo, seed),
            var other => throw new NotSupportedException($"There is no search '{other.Algorithm}'."),
        };
    }
}
