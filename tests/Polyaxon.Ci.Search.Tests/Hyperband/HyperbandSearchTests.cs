using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using static Polyaxon.Ci.Search.Tests.SearchSamples;

namespace Polyaxon.Ci.Search.Tests.Hyperband;

public sealed class HyperbandSearchTests
{
    private const string Wide = "{x: {uniform: 0:1}, y: {uniform: 0:1}}";

    private static readonly HptuningSection Nine = Read(
        "hyperband: {max_iter: 9, eta: 3, resource: {name: r, type: int}, metric: {name: loss, optimization: minimize}}",
        Wide
    );

    [Fact]
    public void Only_the_best_of_a_rung_go_on_and_ties_go_to_the_earlier() =>
        Assert.Equal([5L, 2L, 4L], Promoted(Nine, [5, 2, double.NaN, 2, 1, 2, 9, 9, 9]));

    [Theory]
    // One in η of those that ran, but only those with a number; at least one while any has one.
    [InlineData("1 2 NaN NaN NaN NaN NaN NaN NaN", "1 2")]
    [InlineData("- - - - - - - - 4", "9")]
    [InlineData("- - NaN - - - - - -", "")]
    [InlineData("Infinity -Infinity 3 NaN NaN NaN NaN NaN NaN", "3")]
    public void What_has_no_number_is_never_promoted(string losses, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                Promoted(Nine, [.. losses.Split(' ').Select(loss => loss == "-" ? null : (double?)Parse(loss))])
            )
        );

    [Fact]
    public void Failed_and_stopped_experiments_are_not_promoted_whatever_they_reported()
    {
        var search = SearchFactory.Create(Nine, 1);
        ExperimentStatus[] fates =
        [
            ExperimentStatus.Failed,
            ExperimentStatus.Stopped,
            ExperimentStatus.ObjectiveMissing,
            ExperimentStatus.Skipped,
            ExperimentStatus.UpstreamFailed,
            ExperimentStatus.Succeeded,
            ExperimentStatus.Failed,
            ExperimentStatus.Failed,
            ExperimentStatus.Failed,
        ];
        var observations = search
            .Next(History.Empty, 9)
            .Suggestions.Select((suggestion, i) => Observe(Nine, suggestion, fates[i], i))
            .ToList();

        Assert.Equal([6L], Parents(search.Next(History.Of(observations), 100)));
    }

    [Fact]
    public void A_maximised_metric_promotes_the_largest()
    {
        var hptuning = Read("hyperband: {max_iter: 9, eta: 3, resource: {name: r}, metric: {name: loss}}", Wide);

        Assert.Equal([7L, 8L, 9L], Promoted(hptuning, [1, 2, 3, 4, 5, 6, 9, 9, 9]));
    }

    [Fact]
    public void Ranking_stays_inside_the_rung()
    {
        var search = SearchFactory.Create(Nine, 1);
        var first = search.Next(History.Empty, 9).Suggestions.Select((s, i) => Done(s, i)).ToList();
        var second = search.Next(History.Of(first), 100).Suggestions.ToList();
        Assert.Equal([3, 5], second.GroupBy(suggestion => suggestion.Bracket).Select(bracket => bracket.Count()));

        // Everything of the second batch is worse than anything of the first, which does not matter any more.
        var both = first.Concat(second.Select(s => Done(s, 100 - s.Id))).ToList();
        var third = search.Next(History.Of(both), 100).Suggestions.Where(s => s.Parent is not null).ToList();

        Assert.Equal([(2, 12L), (1, 17L)], third.Select(s => (s.Bracket!.Value, s.Parent!.Value)));
    }

    [Fact]
    public void A_history_without_parents_is_understood()
    {
        var search = SearchFactory.Create(Nine, 1);
        var first = search.Next(History.Empty, 9).Suggestions.Select((s, i) => Done(s, i)).ToList();
        var second = search
            .Next(History.Of(first), 100)
            .Suggestions.Select(s => Done(s, s.Id) with { Parent = null })
            .ToList();

        var third = search.Next(History.Of(first.Concat(second)), 100).Suggestions.ToList();

        Assert.Equal([9L, 9L, 9L, 9L, 9L], third.Select(suggestion => (long)suggestion.Resource!.AsDouble()!.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Suggestions_do_not_depend_on_how_many_are_asked_for_at_once(int capacity)
    {
        var whole = Play(Nine, 1000);

        Assert.Equal(whole, Play(Nine, capacity));
    }

    [Fact]
    public void A_batch_waits_for_the_one_before()
    {
        var search = SearchFactory.Create(Nine, 1);
        var first = search.Next(History.Empty, 100).Suggestions.Select((s, i) => Done(s, i)).ToList();
        first[4] = first[4] with { Status = ExperimentStatus.Running };

        var answer = search.Next(History.Of(first), 100);

        Assert.Equal(SearchState.Waiting, answer.State);
        Assert.Equal("waits for the results of batch 1", answer.Reason);
    }

    [Fact]
    public void Brackets_draw_configurations_of_their_own()
    {
        var fresh = Play(Nine, 1000).Where(line => line.EndsWith("from", StringComparison.Ordinal)).ToList();

        Assert.Equal(9 + 5 + 3, fresh.Select(line => line.Split(" at ")[1]).Distinct().Count());
    }

    [Fact]
    public void A_space_of_four_points_starts_four_in_each_bracket()
    {
        var hptuning = Read(
            "hyperband: {max_iter: 9, eta: 3, resource: {name: r, type: int}, metric: {name: loss}}",
            "{a: {values: [1, 2]}, b: {values: [x, y]}}"
        );
        var promised = HyperbandSchedule.Of((HyperbandSection)hptuning.Search, 4).Sum(rung => rung.Experiments);

        var lines = Play(hptuning, 7);

        // Brackets of 4, 1, 1 and 4, 1 and 3.
        Assert.Equal(14, promised);
        Assert.Equal(promised, lines.Count);
    }

    [Fact]
    public void Observations_of_rungs_that_do_not_exist_are_no_harm()
    {
        var search = SearchFactory.Create(Nine, 1);
        var first = search.Next(History.Empty, 9).Suggestions.Select((s, i) => Done(s, i)).ToList();
        var strange = first
            .Take(3)
            .Select((one, i) => one with { Id = 100 + i, Bracket = i == 0 ? 7 : null, Rung = 3 });

        Assert.Equal([1L, 2L, 3L], Parents(search.Next(History.Of(first.Concat(strange)), 100)));
    }

    [Fact]
    public void A_schedule_of_a_billion_experiments_is_read_lazily()
    {
        var hptuning = Read(
            "hyperband: {max_iter: 1000000000, eta: 10, resource: {name: r, type: int}, metric: {name: loss}}",
            Wide
        );

        var answer = SearchFactory.Create(hptuning, 1).Next(History.Empty, 5);

        Assert.Equal([1L, 2L, 3L, 4L, 5L], answer.Suggestions.Select(suggestion => suggestion.Id));
    }

    private static Observation Done(Suggestion suggestion, double loss) =>
        Observe(Nine, suggestion, ExperimentStatus.Succeeded, loss);

    /// <summary>The parents of the second rung after the first had these losses.</summary>
    private static List<long> Promoted(HptuningSection hptuning, double?[] losses)
    {
        var search = SearchFactory.Create(hptuning, 1);
        var observations = search
            .Next(History.Empty, 9)
            .Suggestions.Select((s, i) => Observe(hptuning, s, ExperimentStatus.Succeeded, losses[i]))
            .ToList();
        return Parents(search.Next(History.Of(observations), 100));
    }

    private static List<long> Parents(SearchAnswer answer) =>
        [.. answer.Suggestions.Select(suggestion => suggestion.Parent).OfType<long>()];

    /// <summary>All suggestions of a search, by batch in an order of their own, with losses that depend on the values alone.</summary>
    private static List<string> Play(HptuningSection hptuning, int capacity)
    {
        var search = SearchFactory.Create(hptuning, 3);
        var space = SearchSpace.Of(hptuning.Matrix);
        var points = new Dictionary<long, string>();
        var observations = new List<Observation>();
        var lines = new List<string>();
        while (search.Next(History.Of(observations), capacity) is { State: SearchState.Suggested } answer)
        {
            foreach (var suggestion in answer.Suggestions)
            {
                var point = string.Join(' ', suggestion.Values);
                points[suggestion.Id] = point;
                lines.Add(
                    $"{suggestion.Bracket}.{suggestion.Rung} with {suggestion.Resource} at {point} from{(suggestion.Parent is { } parent ? " " + points[parent] : "")}"
                );
                var loss = new CounterRandom(1, point).Unit(0);
                observations.Add(Observe(hptuning, suggestion, ExperimentStatus.Succeeded, loss));
            }
        }

        return lines;
    }

    private static double Parse(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
