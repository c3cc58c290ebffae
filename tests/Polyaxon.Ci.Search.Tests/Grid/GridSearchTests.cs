using System.Numerics;

namespace Polyaxon.Ci.Search.Tests.Grid;

public sealed class GridSearchTests
{
    [Fact]
    public void A_grid_of_a_trillion_points_is_addressed_at_once()
    {
        var values = string.Join(", ", Enumerable.Range(0, 10));
        var matrix =
            "{" + string.Join(", ", Enumerable.Range(0, 12).Select(i => $"p{i}: {{values: [{values}]}}")) + "}";
        var search = (NumberedSearch)SearchFactory.Create(SearchSamples.Read("grid_search: {}", matrix), 0);

        Assert.Equal(BigInteger.Pow(10, 12), search.Total);
        Assert.Equal("1 0 0 0 0 0 0 0 0 0 0 0", string.Join(' ', search.From(100_000_000_000).First()));
    }
}
