using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Grid;

/// <summary>Every combination in file order, the last parameter fastest; nothing is materialised, so any number is immediate.</summary>
public sealed class GridSearch : NumberedSearch
{
    /// <summary>Creates a grid search over a space whose dimensions can all be numbered.</summary>
    public GridSearch(SearchSpace space, GridSearchSection section)
        : base(space)
    {
        var size = space.GridSize ?? throw new ArgumentException("a dimension has no grid", nameof(space));
        Total = section.NExperiments < size ? section.NExperiments.Value : size;
    }

    /// <inheritdoc/>
    public override BigInteger Total { get; }

    /// <inheritdoc/>
    public override IEnumerable<ImmutableArray<Value>> From(BigInteger offset)
    {
        for (var index = offset; index < Total; index++)
        {
            yield return Space.GridAt(index);
        }
    }
}
