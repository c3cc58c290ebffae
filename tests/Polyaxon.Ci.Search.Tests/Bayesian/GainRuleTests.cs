using Polyaxon.Ci.Specification.Schema;
using static Polyaxon.Ci.Search.Tests.SearchSamples;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

public sealed class GainRuleTests
{
    [Theory]
    [InlineData("1e-12", 30)]
    [InlineData("1e9", 6)]
    public void A_search_ends_when_another_batch_is_not_worth_it(string least, int runs)
    {
        var (observations, answer) = Play(least);

        Assert.Equal(runs, observations.Count);
        Assert.Equal(SearchState.Finished, answer.State);
    }

    [Fact]
    public void It_says_so_and_stops_before_its_total()
    {
        var (observations, answer) = Play("0.002");

        Assert.InRange(observations.Count, 7, 29);
        Assert.Matches(@"^another batch is expected to improve loss by [0-9.e-]+, less than 0\.002$", answer.Reason);
    }

    [Fact]
    public void It_waits_while_something_runs()
    {
        var hptuning = Section("1e9");
        var search = SearchFactory.Create(hptuning, 1);
        var observations = search
            .Next(History.Empty, 6)
            .Suggestions.Select(s => Observe(hptuning, s, Status(s), s.Id))
            .ToList();

        var answer = search.Next(History.Of(observations), 3);

        Assert.Equal(SearchState.Waiting, answer.State);
        Assert.EndsWith("waits for what runs", answer.Reason, StringComparison.Ordinal);

        static ExperimentStatus Status(Suggestion suggestion) =>
            suggestion.Id == 6 ? ExperimentStatus.Running : ExperimentStatus.Succeeded;
    }

    private static HptuningSection Section(string least) =>
        Read(
            $"bo: {{n_initial_trials: 6, n_iterations: 24, stop_when_gain_below: {least}, metric: {{name: loss, optimization: minimize}}}}",
            "{x: {uniform: '0:1'}, y: {uniform: '0:1'}}"
        );

    private static (List<Observation>, SearchAnswer) Play(string least)
    {
        var hptuning = Section(least);
        var search = SearchFactory.Create(hptuning, 1);
        var observations = new List<Observation>();
        var answer = search.Next(History.Empty, 6);
        while (answer.State == SearchState.Suggested)
        {
            observations.AddRange(
                answer.Suggestions.Select(s =>
                {
                    var (x, y) = (s.Values[0].AsDouble()!.Value - 0.3, s.Values[1].AsDouble()!.Value - 0.6);
                    return Observe(hptuning, s, ExperimentStatus.Succeeded, (x * x) + (y * y));
                })
            );
            answer = search.Next(History.Of(observations), 3);
        }

        return (observations, answer);
    }
}
