using Polyaxon.Ci.Search.Stopping;
using static Polyaxon.Ci.Search.Tests.Stopping.StoppingSamples;

namespace Polyaxon.Ci.Search.Tests.Stopping;

public sealed class StoppingPoliciesTests
{
    [Fact]
    public void Median_stops_what_is_worse_than_the_median_of_the_others_averages() =>
        Check(
            Policy("kind: median"),
            ["1 running 0.5 0.3", "2 running 0.6 0.2", "3 running 0.9 0.8", "4 succeeded 0.7 0.3 0.1"],
            "experiment 3 fell behind: its best loss up to step 1 is 0.8, worse than the median 0.4 of 3 others"
        );

    [Fact]
    public void Average_lets_one_diverged_run_raise_the_bar() =>
        Check(
            Policy("kind: average"),
            ["1 running 0.5", "2 running 0.7", "3 running 9", "4 succeeded 0.1"],
            "experiment 3 fell behind: its best loss up to step 0 is 9.0, worse than the average 0.433333333333333 of 3 others"
        );

    [Fact]
    public void Truncation_stops_the_worst_percent() =>
        Check(
            Policy("kind: truncation, percent: 50"),
            ["1 running 4", "2 running 1", "3 running 3", "4 succeeded 2", "5 running 3"],
            // Of five the worst two: 1 and one of the equals 3 and 5, which stay together.
            "experiment 1 fell behind: its best loss up to step 0 is 4.0, among the worst 50.0 %: 4 of 4 others are better"
        );

    [Fact]
    public void Diff_stops_what_is_worse_than_the_best_by_a_percentage() =>
        Check(
            Policy("kind: diff, percent: 10"),
            ["1 running 1.0", "2 running 1.1", "3 running 1.2", "4 succeeded 2"],
            "experiment 3 fell behind: its best loss up to step 0 is 1.2, more than 10.0 % worse than the best 1.0 of 3 others"
        );

    [Theory]
    // A negative best has a size too; a best of 0 has none.
    [InlineData("-1.0", "-0.95", false)]
    [InlineData("-1.0", "-0.8", true)]
    [InlineData("0", "0.1", false)]
    public void Diff_is_relative_to_the_size_of_the_best(string best, string own, bool isStopped) =>
        Assert.Equal(
            isStopped,
            StoppingPolicies
                .Evaluate(
                    Items(Policy("kind: diff, percent: 10")),
                    Experiments($"1 running {own}", $"2 running {best}", $"3 succeeded {best}")
                )
                .Length == 1
        );

    [Fact]
    public void Maximised_metrics_turn_everything_round() =>
        Check(
            "{metric: loss, optimization: maximize, policy: {kind: median}}",
            ["1 running 0.5", "2 running 0.6", "3 running 0.2"],
            "experiment 3 fell behind: its best loss up to step 0 is 0.2, worse than the median 0.55 of 2 others"
        );

    [Fact]
    public void Only_those_that_have_reached_the_step_are_compared_with() =>
        // Experiment 1 is at step 3; experiments 3 and 4 started later and have worse values only because of that.
        Check(
            Policy("kind: median, min_samples: 1"),
            ["1 running 0.9 0.8 0.7 0.6", "2 succeeded 0.5 0.4 0.3 0.2", "3 running 0.95", "4 running 0.97"],
            "experiment 1 fell behind: its best loss up to step 3 is 0.6, worse than the median 0.35 of 1 other",
            "experiment 3 fell behind: its best loss up to step 0 is 0.95, worse than the median 0.9 of 3 others",
            "experiment 4 fell behind: its best loss up to step 0 is 0.97, worse than the median 0.9 of 3 others"
        );

    [Fact]
    public void Steps_are_those_reported_whatever_their_order_and_the_last_report_of_a_step_counts() =>
        Check(
            Policy("kind: median"),
            ["1 running 20=0.9 10=5 20=0.8", "2 running 10=0.2 20=0.4 30=9", "3 running 15=0.5 40=0.1"],
            "experiment 1 fell behind: its best loss up to step 20 is 0.8, worse than the median 0.4 of 2 others"
        );

    [Theory]
    [InlineData("evaluation_interval: 3", "0.9 0.9 0.9 0.9 0.1", 2)]
    [InlineData("evaluation_interval: 3", "0.9 0.9", null)]
    [InlineData("evaluation_interval: 3", "0.1 0.9 0.9 0.9 0.9 0.9", null)]
    [InlineData("min_interval: 4", "0.9 0.9 0.9", null)]
    [InlineData("min_interval: 4", "0.9 0.9 0.9 0.9", 3)]
    [InlineData("evaluation_interval: 2, min_interval: 3", "0.9 0.9 0.9", null)]
    [InlineData("evaluation_interval: 2, min_interval: 3", "0.9 0.9 0.9 0.9 0.9", 3)]
    [InlineData("min_samples: 4", "0.9", null)]
    [InlineData("min_samples: 3", "0.9", 0)]
    [InlineData("include_succeeded: false", "0.9", null)]
    [InlineData("include_succeeded: false, min_samples: 1", "0.9", 0)]
    public void Fields_delay_the_judgement(string fields, string values, int? step)
    {
        const string Other = "0.2 0.2 0.2 0.2 0.2 0.2";

        var stops = StoppingPolicies.Evaluate(
            Items(Policy("kind: median, " + fields)),
            Experiments($"1 running {values}", $"2 running {Other} 0.05", $"3 succeeded {Other}", $"4 stopped {Other}")
        );

        Assert.Equal(
            step is null ? [] : [$"experiment 1 fell behind: its best loss up to step {step} is 0.9"],
            stops.Select(stop => stop.Reason[..stop.Reason.IndexOf(',', StringComparison.Ordinal)])
        );
    }

    [Theory]
    [InlineData("1 running NaN", "2 running 0.2", "3 running 0.3", 1)]
    [InlineData("1 running Infinity Infinity", "2 running 0.2 0.2", "3 running 0.3 NaN", 1)]
    [InlineData("1 running NaN", "2 running NaN", "3 running NaN", null)]
    [InlineData("1 running 0.2", "2 running NaN", "3 running NaN", 2)]
    public void What_reports_no_number_is_behind_what_does(string one, string two, string three, int? stopped)
    {
        var stops = StoppingPolicies.Evaluate(Items(Policy("kind: median")), Experiments(one, two, three));

        Assert.Equal(stopped, stops.IsEmpty ? null : (int)stops[0].Experiment);
    }

    [Fact]
    public void Failed_series_set_no_bar_and_ended_ones_are_not_stopped() =>
        Check(
            Policy("kind: median"),
            ["1 running 0.9", "2 failed 0.1", "3 failed 0.2", "4 succeeded 0.1", "5 created"]
        );

    [Fact]
    public void The_best_of_all_goes_on_even_where_it_was_behind() =>
        // At report 2, when it was last due, experiment 1 was the worst; since then it has become the best.
        Check(
            Policy("kind: median, evaluation_interval: 2"),
            ["1 running 0.9 0.9 0.1", "2 succeeded 0.2 0.2 0.2", "3 succeeded 0.2 0.2 0.2"]
        );

    [Fact]
    public void An_average_of_equal_values_is_equal_to_them() =>
        Check(Policy("kind: average"), ["1 running 0.1", "2 running 0.1", "3 running 0.1", "4 running 0.1 0.01"]);

    [Fact]
    public void The_first_item_that_says_so_is_named()
    {
        var items = Items(
            "{metric: loss, value: 0.001, optimization: minimize}",
            Policy("kind: diff, percent: 90"),
            Policy("kind: median"),
            Policy("kind: truncation, percent: 50")
        );

        var stops = StoppingPolicies.Evaluate(items, Experiments("1 running 0.4", "2 running 0.3", "3 running 0.3"));

        Assert.Same(items[2], Assert.Single(stops).Item);
        Assert.Equal(1, stops[0].Experiment);
    }

    private static string Policy(string fields) => $"{{metric: loss, optimization: minimize, policy: {{{fields}}}}}";

    private static void Check(string item, string[] experiments, params string[] expected) =>
        Assert.Equal(
            expected,
            StoppingPolicies.Evaluate(Items(item), Experiments(experiments)).Select(stop => stop.Reason)
        );
}
