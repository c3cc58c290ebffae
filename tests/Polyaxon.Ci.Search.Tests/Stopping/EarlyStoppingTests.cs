using Polyaxon.Ci.Search.Stopping;
using static Polyaxon.Ci.Search.Tests.Stopping.StoppingSamples;

namespace Polyaxon.Ci.Search.Tests.Stopping;

public sealed class EarlyStoppingTests
{
    private const string Below = "{metric: loss, value: 0.05, optimization: minimize}";

    [Theory]
    [InlineData("7 running 0.5 0.043", "experiment 7 reached loss <= 0.05 with 0.043")]
    [InlineData("7 failed 0.05", "experiment 7 reached loss <= 0.05 with 0.05")]
    [InlineData("7 stopped 1e-05", "experiment 7 reached loss <= 0.05 with 1e-05")]
    [InlineData("7 succeeded -Infinity", "experiment 7 reached loss <= 0.05 with -inf")]
    [InlineData("7 succeeded 0.04 0.06", null)]
    [InlineData("7 succeeded 0.04 NaN", null)]
    [InlineData("7 succeeded NaN", null)]
    [InlineData("7 succeeded", null)]
    public void A_threshold_is_met_by_the_last_value_of_any_status(string experiment, string? expected) =>
        Assert.Equal(expected, EarlyStopping.Evaluate(Items(Below), Experiments(experiment))?.Reason);

    [Theory]
    [InlineData("0.9 0.96 0.5 NaN", "experiment 1 reached loss >= 0.95 with 0.96")]
    [InlineData("0.95 0.1", "experiment 1 reached loss >= 0.95 with 0.95")]
    [InlineData("0.9 0.1", null)]
    public void The_best_value_counts_when_asked_for(string values, string? expected)
    {
        var experiments = Experiments("1 running " + values);

        Assert.Equal(
            expected,
            EarlyStopping.Evaluate(Items("{metric: loss, value: 0.95, option: best}"), experiments)?.Reason
        );
        Assert.Equal(
            expected,
            EarlyStopping
                .Evaluate(Items("{metric: loss, value: 0.95, option: best, policy: {kind: median}}"), experiments)
                ?.Reason
        );
    }

    [Fact]
    public void The_best_experiment_is_named_and_of_equals_the_earlier()
    {
        var stop = EarlyStopping.Evaluate(
            Items(Below),
            Experiments("9 running 0.04", "3 failed 0.05", "8 succeeded 0.02", "5 running 0.02", "1 running 0.2")
        );

        Assert.Equal(5, stop!.Experiment);
        Assert.Equal("experiment 5 reached loss <= 0.05 with 0.02", stop.Reason);
    }

    [Fact]
    public void The_first_item_that_is_met_counts()
    {
        var items = Items("{metric: other, value: 1}", "{metric: loss, value: 2}", Below);

        var stop = EarlyStopping.Evaluate(items, Experiments("1 running 0.01", "2 running 3"));

        Assert.Same(items[1], stop!.Item);
        Assert.Equal("experiment 2 reached loss >= 2.0 with 3.0", stop.Reason);
        Assert.Null(EarlyStopping.Evaluate(items, Experiments("2 running 1.9")));
        Assert.Null(EarlyStopping.Evaluate([], Experiments("2 running 1.9")));
    }

    [Fact]
    public void A_policy_ends_the_group_only_with_a_value()
    {
        var experiments = Experiments("1 running 0.01", "2 running 3", "3 running 3");

        Assert.Null(EarlyStopping.Evaluate(Items("{metric: loss, policy: {kind: median}}"), experiments));
        Assert.NotNull(EarlyStopping.Evaluate(Items("{metric: loss, value: 3, policy: {kind: median}}"), experiments));
    }

    [Theory]
    // Not before five have ended, and never for one.
    [InlineData(50, "failed", false)]
    [InlineData(50, "failed failed failed failed", false)]
    [InlineData(50, "failed failed failed failed failed", true)]
    [InlineData(1, "failed succeeded succeeded succeeded succeeded succeeded", false)]
    [InlineData(20, "failed succeeded succeeded succeeded succeeded", false)]
    // Inclusive.
    [InlineData(40, "failed failed succeeded succeeded succeeded", true)]
    [InlineData(41, "failed failed succeeded succeeded succeeded", false)]
    [InlineData(40, "failed upstream_failed objective_missing succeeded succeeded", true)]
    // What was stopped, skipped or still runs says nothing.
    [InlineData(40, "failed failed succeeded stopped skipped running created", false)]
    [InlineData(40, "failed failed failed succeeded succeeded stopped stopped skipped running created", true)]
    public void A_failure_budget_is_a_share_of_those_that_ended(int percent, string statuses, bool isMet)
    {
        var experiments = Experiments([.. statuses.Split(' ').Select((status, i) => $"{i + 1} {status}")]);

        var stop = EarlyStopping.Evaluate(Items($"{{kind: failure_early_stopping, percent: {percent}}}"), experiments);

        Assert.Equal(isMet, stop is not null);
        Assert.Null(stop?.Experiment);
    }

    [Fact]
    public void A_failure_budget_says_how_many_failed() =>
        Assert.Equal(
            "3 of 5 ended experiments failed, the limit is 40.0 %",
            EarlyStopping
                .Evaluate(
                    Items("{kind: failure_early_stopping, percent: 40}"),
                    Experiments("1 failed", "2 failed", "3 failed", "4 succeeded 1", "5 succeeded 1")
                )
                ?.Reason
        );
}
