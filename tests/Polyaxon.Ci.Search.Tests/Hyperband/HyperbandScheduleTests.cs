using System.Globalization;
using CsCheck;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Tests.Hyperband;

public sealed class HyperbandScheduleTests
{
    [Theory]
    [InlineData(81, 3, 206, 1902, "81×1 27×3 9×9 3×27 1×81 · 34×3 11×9 3×27 1×81 · 15×9 5×27 1×81 · 8×27 2×81 · 5×81")]
    [InlineData(27, 3, 69, 423, "27×1 9×3 3×9 1×27 · 12×3 4×9 1×27 · 6×9 2×27 · 4×27")]
    [InlineData(9, 3, 22, 78, "9×1 3×3 1×9 · 5×3 1×9 · 3×9")]
    [InlineData(10, 3, 22, 83, "9×1 3×3 1×10 · 5×3 1×10 · 3×10")]
    [InlineData(16, 2, 72, 372, "16×1 8×2 4×4 2×8 1×16 · 10×2 5×4 2×8 1×16 · 7×4 3×8 1×16 · 5×8 2×16 · 5×16")]
    [InlineData(1, 3, 1, 1, "1×1")]
    [InlineData(2, 3, 1, 2, "1×2")]
    // Logarithms lose 243/3 (five levels above the first, not four) and 1000/10.
    [InlineData(
        243,
        3,
        611,
        8457,
        "243×1 81×3 27×9 9×27 3×81 1×243 · 98×3 32×9 10×27 3×81 1×243 · 41×9 13×27 4×81 1×243 · 18×27 6×81 2×243 · 9×81 3×243 · 6×243"
    )]
    [InlineData(1000, 10, 1285, 15640, "1000×1 100×10 10×100 1×1000 · 134×10 13×100 1×1000 · 20×100 2×1000 · 4×1000")]
    // A fractional η: ⌊n·η^−k⌋, as in the paper; the floor of a floor (40 → 16 → 6 → 2 → 0) would lose the last rung.
    [InlineData(50, 2.5, 127, 1168, "40×1 16×3 6×8 2×20 1×50 · 20×3 8×8 3×20 1×50 · 11×8 4×20 1×50 · 7×20 2×50 · 5×50")]
    [InlineData(100, 4.64, 178, 1520, "100×1 21×4 4×21 1×100 · 29×4 6×21 1×100 · 10×21 2×100 · 4×100")]
    public void Rungs_are_those_of_the_paper(long maxIter, double eta, int runs, long units, string expected)
    {
        var rungs = HyperbandSchedule.Of(Section(maxIter, eta), null);

        Assert.Equal(expected, Text(rungs));
        Assert.Equal(runs, rungs.Sum(rung => rung.Experiments));
        Assert.Equal(Value.Of(units), HyperbandSchedule.Units(rungs));
    }

    [Fact]
    public void A_float_resource_is_not_rounded()
    {
        var rungs = HyperbandSchedule.Of(Section(10, 3) with { Resource = new HyperbandResource("r", false) }, null);

        Assert.Equal("9×1.11111111111111 3×3.33333333333333 1×10.0 · 5×3.33333333333333 1×10.0 · 3×10.0", Text(rungs));
    }

    [Theory]
    [InlineData(243, 3, 5)]
    [InlineData(242, 3, 4)]
    [InlineData(1000, 10, 3)]
    [InlineData(1_000_000_000, 10, 9)]
    [InlineData(999_999_999, 10, 8)]
    [InlineData(59_049, 3, 10)]
    // The third root of 100, rounded up and down by whoever wrote it.
    [InlineData(100, 4.641588834, 3)]
    [InlineData(100, 4.641588833, 3)]
    [InlineData(100, 4.65, 2)]
    [InlineData(1, 1e300, 0)]
    [InlineData(1_000_000_000, 1.0000001, 64)]
    public void The_largest_bracket_is_exact(long maxIter, double eta, int expected) =>
        Assert.Equal(expected, HyperbandSchedule.LargestBracket(Section(maxIter, eta)));

    [Theory]
    [InlineData(6, "6×1 2×3 1×9 1×27 · 6×3 2×9 1×27 · 6×9 2×27 · 4×27")]
    [InlineData(1, "1×1 1×3 1×9 1×27 · 1×3 1×9 1×27 · 1×9 1×27 · 1×27")]
    public void A_small_space_starts_no_more_than_it_has(int points, string expected) =>
        Assert.Equal(expected, Text(HyperbandSchedule.Of(Section(27, 3), points)));

    [Fact]
    public void Brackets_are_staggered_so_that_a_batch_has_one_level()
    {
        var batches = HyperbandSchedule.Of(Section(81, 3), null).GroupBy(rung => rung.Batch).ToList();

        Assert.Equal([1, 2, 3, 4, 5], batches.Select(batch => batch.Key));
        Assert.Equal([81, 61, 35, 19, 10], batches.Select(batch => batch.Sum(rung => rung.Experiments)));
        Assert.Equal(
            ["1", "3", "9", "27", "81"],
            batches.Select(batch => batch.Select(rung => rung.Resource.ToString()).Distinct().Single())
        );
    }

    [Fact]
    public void Every_schedule_is_sound() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Double[1.5, 12], Gen.Bool, Gen.Long[1, 2000])
            .Sample(
                (maxIter, eta, isInteger, points) =>
                {
                    var section = Section(maxIter, isInteger ? Math.Ceiling(eta) : eta);
                    var rungs = HyperbandSchedule.Of(section, points);
                    var largest = HyperbandSchedule.LargestBracket(section);

                    Assert.Equal((largest + 1) * (largest + 2) / 2, rungs.Length);
                    foreach (var bracket in rungs.GroupBy(rung => rung.Bracket))
                    {
                        var counts = bracket.OrderBy(rung => rung.Rung).Select(rung => rung.Experiments).ToList();
                        Assert.True(counts[0] <= points && counts[^1] >= 1);
                        Assert.Equal(counts.OrderDescending(), counts);
                    }

                    foreach (var batch in rungs.GroupBy(rung => rung.Batch))
                    {
                        Assert.Single(batch.Select(rung => rung.Resource).Distinct());
                    }

                    Assert.All(
                        rungs.Where(rung => rung.Rung == rung.Bracket),
                        rung => Assert.Equal(maxIter, rung.Resource.AsDouble())
                    );
                },
                iter: 300
            );

    internal static HyperbandSection Section(long maxIter, double eta) =>
        new(
            maxIter,
            eta,
            new HyperbandResource("r", true),
            new MetricGoal("loss", Optimization.Minimize),
            false,
            HyperbandSampler.Random
        );

    private static string Text(IEnumerable<HyperbandRung> rungs) =>
        string.Join(
            " · ",
            rungs
                .GroupBy(rung => rung.Bracket)
                .OrderByDescending(bracket => bracket.Key)
                .Select(bracket =>
                    string.Join(
                        ' ',
                        bracket
                            .OrderBy(rung => rung.Rung)
                            .Select(rung =>
                                string.Create(CultureInfo.InvariantCulture, $"{rung.Experiments}×{rung.Resource}")
                            )
                    )
                )
        );
}
