using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Values;
using static Polyaxon.Ci.Search.Tests.Bayesian.BayesianPlay;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>Where a model places values that are not of the space.</summary>
public sealed class ModelSpaceTests
{
    [Fact]
    public void A_category_from_elsewhere_is_none_of_the_spaces_own()
    {
        var space = new ModelSpace(SearchSpace.Of(Hptuning("{a: {values: [x, y, z]}}", 1, 1, "minimize").Matrix));

        var foreign = space.CoordinatesOf([Value.Of("w")])![0];

        Assert.DoesNotContain(
            foreign,
            new[] { "x", "y", "z" }.Select(name => space.CoordinatesOf([Value.Of(name)])![0])
        );
        Assert.NotEqual(foreign, space.CoordinatesOf([Value.Of("v")])![0]);
    }

    [Fact]
    public void A_number_outside_the_bounds_stays_outside_and_a_word_for_a_number_is_no_evidence()
    {
        var space = new ModelSpace(SearchSpace.Of(Hptuning("{a: {uniform: 0:2}}", 1, 1, "minimize").Matrix));

        Assert.Equal(1.5, space.CoordinatesOf([Value.Of(3.0)])![0], 1e-12);
        Assert.Null(space.CoordinatesOf([Value.Of("three")]));
    }
}
