namespace Polyaxon.Ci.Search.Tests.Random;

public sealed class RandomSearchTests
{
    [Fact]
    public void A_new_dimension_does_not_change_the_others()
    {
        var one = (NumberedSearch)
            SearchFactory.Create(SearchSamples.Read("random_search: {n_experiments: 9}", "{a: {uniform: 0:1}}"), 5);
        var two = (NumberedSearch)
            SearchFactory.Create(
                SearchSamples.Read("random_search: {n_experiments: 9}", "{z: {uniform: 0:1}, a: {uniform: 0:1}}"),
                5
            );

        Assert.Equal(one.From(0).Select(point => point[0]), two.From(0).Select(point => point[1]));
    }

    [Fact]
    public void The_generator_is_SplitMix64()
    {
        // Keyed by a hash, so the check is of the mixing: consecutive draws differ by one step of the published constants.
        var stream = new CounterRandom(1, "x");
        var bits = Enumerable.Range(0, 1000).Select(i => stream.Bits((ulong)i)).ToList();

        Assert.Distinct(bits);
        Assert.InRange(Enumerable.Range(0, 1000).Average(i => stream.Unit((ulong)i)), 0.45, 0.55);
    }

    [Theory]
    [InlineData("{a: {qnormal: 0:1:100}}", 40, 1)]
    [InlineData("{a: {qnormal: 0:1:10}}", 40, 3)]
    [InlineData("{a: {qlognormal: 0:0.01:5}}", 40, 1)]
    [InlineData("{a: {quniform: 0:1:0.25}, b: {pvalues: [[x, 1], [y, 0]]}}", 40, 5)]
    [InlineData("{a: {pvalues: [[x, 0.999999999], [y, 0.000000001]]}, b: {values: [1, 1.0, 2]}}", 40, 4)]
    public void A_space_that_is_small_in_effect_is_used_up_and_no_more_is_promised(string matrix, int asked, int total)
    {
        var search = Create(matrix, asked);

        Assert.Equal(total, search.Total);
        Assert.Equal(total, search.From(0).Count());
    }

    [Fact]
    public void Bounds_that_numbers_can_hardly_tell_apart_end_the_search_early()
    {
        var search = Create("{a: {uniform: '1:1.00000000000001'}}", 1000);

        Assert.InRange(search.From(0).Count(), 1, 20);
    }

    [Fact]
    public void Many_points_are_distinct_and_take_little_memory()
    {
        const int Count = 200_000;
        var search = Create("{a: {uniform: 0:1}, b: {range: 0:1000000:1}, c: {values: [x, y, z]}}", Count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var number = 0;
        var held = 0L;
        foreach (var _ in search.From(0))
        {
            held = ++number == Count / 2 ? GC.GetTotalMemory(forceFullCollection: true) - before : held;
        }

        Assert.Equal(Count, number);
        Assert.InRange(held, 0, 16_000_000);
    }

    private static NumberedSearch Create(string matrix, int asked) =>
        (NumberedSearch)
            SearchFactory.Create(SearchSamples.Read($"random_search: {{n_experiments: {asked}}}", matrix), 7);
}
