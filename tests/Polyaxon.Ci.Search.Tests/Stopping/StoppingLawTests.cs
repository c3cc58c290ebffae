using System.Collections.Immutable;
using CsCheck;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using static Polyaxon.Ci.Search.Tests.Stopping.StoppingSamples;

namespace Polyaxon.Ci.Search.Tests.Stopping;

public sealed class StoppingLawTests
{
    private static readonly ImmutableArray<EarlyStoppingItem>[] Rules =
    [
        Items("{metric: loss, optimization: minimize, policy: {kind: median}}"),
        Items("{metric: loss, value: 9, policy: {kind: average, evaluation_interval: 2, min_samples: 1}}"),
        Items("{metric: loss, optimization: minimize, policy: {kind: truncation, percent: 60}}"),
        Items("{metric: loss, optimization: minimize, policy: {kind: diff, percent: 5, include_succeeded: false}}"),
        Items(
            "{metric: loss, value: -9, optimization: minimize, option: best}",
            "{kind: failure_early_stopping, percent: 30}",
            "{metric: loss, policy: {kind: median, min_interval: 2}}",
            "{metric: other, policy: {kind: diff, percent: 50}}"
        ),
    ];

    private static readonly Gen<double> Values = Gen.Frequency(
        (8, Gen.Int[-10, 10].Select(number => (double)number)),
        (4, Gen.Double[-10, 10]),
        (1, OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308))
    );

    private static readonly Gen<MetricSeries> Series = Gen.Select(Gen.Long[0, 6], Values)
        .Select((step, value) => new MetricPoint(step, value))
        .Array[1, 8]
        .Select(points => new MetricSeries("loss", [.. points]));

    private static readonly Gen<ExperimentSeries[]> Groups = Gen.Select(
            Gen.Enum<ExperimentStatus>(),
            Series.Array[0, 1]
        )
        .Array[0, 12]
        .Select(experiments =>
            experiments.Select((one, i) => new ExperimentSeries(i + 1, one.Item1, [.. one.Item2])).ToArray()
        );

    [Fact]
    public void The_order_of_the_experiments_does_not_matter() =>
        Gen.Select(OneOf(Rules), Groups, Gen.ULong)
            .Sample(
                (items, group, key) =>
                {
                    var random = new CounterRandom((long)(key >> 1), "order");
                    var other = group.OrderBy(experiment => random.Bits((ulong)experiment.Id)).ToArray();

                    Assert.Equal(EarlyStopping.Evaluate(items, group), EarlyStopping.Evaluate(items, other));
                    Assert.Equal(StoppingPolicies.Evaluate(items, group), StoppingPolicies.Evaluate(items, other));
                },
                iter: 2000
            );

    [Fact]
    public void Only_running_experiments_are_stopped_each_once_and_never_the_best() =>
        Gen.Select(OneOf(Rules), Groups)
            .Sample(
                (items, group) =>
                {
                    var stops = StoppingPolicies.Evaluate(items, group);

                    Assert.Equal(
                        stops.Select(stop => stop.Experiment).Distinct().Order(),
                        stops.Select(s => s.Experiment)
                    );
                    foreach (var stop in stops)
                    {
                        var stopped = group.Single(experiment => experiment.Id == stop.Experiment);
                        Assert.False(stopped.Status.IsFinal());
                        Assert.Contains(group, other => IsBetter(stop.Item.Goal, other, stopped));
                    }
                },
                iter: 2000
            );

    [Fact]
    public void A_group_that_is_stopped_names_an_experiment_that_meets_the_item() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Bool, Groups)
            .Sample(
                (threshold, isMaximize, group) =>
                {
                    var goal = new MetricGoal("loss", isMaximize ? Optimization.Maximize : Optimization.Minimize);
                    bool Meets(ExperimentSeries experiment) =>
                        experiment.Find("loss") is { } series
                        && (isMaximize ? series.Last >= threshold : series.Last <= threshold);

                    var stop = EarlyStopping.Evaluate(
                        [new ThresholdStopping(goal, threshold, false, Items("{metric: a, value: 1}")[0].Span)],
                        group
                    );

                    Assert.Equal(group.Any(Meets), stop is not null);
                    Assert.True(stop is null || Meets(group.Single(experiment => experiment.Id == stop.Experiment)));
                },
                iter: 2000
            );

    [Fact]
    public void A_new_experiment_that_has_reported_nothing_changes_nothing() =>
        Gen.Select(OneOf(Rules), Groups)
            .Sample(
                (items, group) =>
                    Assert.Equal(
                        StoppingPolicies.Evaluate(items, group),
                        StoppingPolicies.Evaluate(
                            items,
                            [.. group, new ExperimentSeries(99, ExperimentStatus.Running, [])]
                        )
                    ),
                iter: 1000
            );

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.OneOf([.. choices.Select(Gen.Const)]);

    private static bool IsBetter(MetricGoal goal, ExperimentSeries other, ExperimentSeries than) =>
        goal.IsBetter(Best(goal, other), Best(goal, than));

    private static double Best(MetricGoal goal, ExperimentSeries experiment) =>
        // Of a step reported several times the last report counts, as the policies read it.
        (experiment.Find(goal.Name)?.Points ?? [])
            .GroupBy(point => point.Step)
            .Select(step => step.Last().Value)
            .Where(double.IsFinite)
            .Aggregate(double.NaN, (best, value) => goal.IsBetter(value, best) ? value : best);
}
