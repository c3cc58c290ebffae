using CsCheck;
using Polyaxon.Ci.Search.Bayesian;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

public sealed class SobolTests
{
    /// <summary>The property that makes the sequence what it is: the first 2^k points have one in each of 2^k equal parts of every axis.</summary>
    [Fact]
    public void The_first_points_of_a_power_of_two_fill_every_axis_evenly() =>
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Int[0, 8])
            .Sample(
                (seed, power) =>
                {
                    var count = 1 << power;
                    var sequence = new SobolSequence(SobolDirections.Count, seed, "t");
                    for (var d = 0; d < SobolDirections.Count; d++)
                    {
                        var parts = Enumerable.Range(0, count).Select(i => (int)(sequence.At(i, d) * count)).Order();
                        Assert.Equal(Enumerable.Range(0, count), parts);
                    }
                },
                iter: 20
            );

    /// <summary>Joe and Kuo's numbers for axes 1 and 2 make a (0, 2)-sequence: every box of area 2^-k holds one of the first 2^k points.</summary>
    [Fact]
    public void The_first_two_axes_fill_every_elementary_box()
    {
        var sequence = new SobolSequence(2, 5, "t");
        for (var wide = 0; wide <= 6; wide++)
        {
            var (columns, rows) = (1 << wide, 1 << (6 - wide));
            var boxes = Enumerable
                .Range(0, 64)
                .Select(i => ((int)(sequence.At(i, 0) * columns) * rows) + (int)(sequence.At(i, 1) * rows))
                .Order();
            Assert.Equal(Enumerable.Range(0, 64), boxes);
        }
    }

    [Fact]
    public void Another_seed_scrambles_otherwise_and_axes_beyond_the_table_still_get_numbers()
    {
        var (one, two) = (new SobolSequence(100, 1, "t"), new SobolSequence(100, 2, "t"));

        Assert.NotEqual(one.At(3, 7), two.At(3, 7));
        Assert.All(Enumerable.Range(0, 100), d => Assert.InRange(one.At(5, d), 0, 0.99999999999));
        Assert.NotEqual(one.At(5, 90), one.At(6, 90));
    }
}
