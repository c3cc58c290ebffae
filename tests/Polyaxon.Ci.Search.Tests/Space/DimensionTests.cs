using CsCheck;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Tests.Space;

public sealed class DimensionTests
{
    [Fact]
    public void Every_dimension_maps_to_and_from_the_unit_interval()
    {
        var spaces = new[]
        {
            Searches.Matrix,
            Searches.Wide,
            "{a: {qloguniform: 0:3:1}, b: {linspace: 0:1:7}, c: {logspace: 0:4:5:0.5}, d: {qnormal: 0:1:0.25}, e: {lognormal: 0:1}}",
        };
        Gen.Select(Gen.OneOf(spaces.Select(Gen.Const).ToArray()), Gen.Double[0, 0.999999])
            .Sample(
                (matrix, u) =>
                {
                    foreach (
                        var dimension in SearchSpace
                            .Of(SearchSamples.Read("random_search: {n_experiments: 1}", matrix).Matrix)
                            .Dimensions
                    )
                    {
                        var value = dimension.FromUnit(u);
                        Assert.True(dimension.Contains(value), $"{dimension.Name} {value}");
                        if (dimension.Kind != DimensionKind.Continuous)
                        {
                            Assert.Equal(value, dimension.FromUnit(dimension.ToUnit(value)), ValueEquality.Numeric);
                            Assert.Equal(
                                value,
                                dimension.FromCoordinate(dimension.CoordinateOf(value)),
                                ValueEquality.Numeric
                            );
                        }
                        else
                        {
                            Assert.Equal(u, dimension.ToUnit(value), 1e-6);
                        }
                    }
                },
                iter: 500
            );
    }
}
