using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using static Polyaxon.Ci.Search.Tests.SearchSamples;

namespace Polyaxon.Ci.Search.Tests.Analysis;

public sealed class ModelAnalyzerTests
{
    private const string Matrix =
        "{x: {uniform: '0:1'}, idle: {uniform: '0:1'}, kind: {values: [good, bad]}, n: {range: [1, 5, 1]}}";

    private static readonly MetricGoal Loss = new("loss", Optimization.Minimize);

    [Fact]
    public void What_matters_is_found_and_the_curve_follows_it()
    {
        var analysis = Analyse(40, Loss, 1)!;

        Assert.Equal(40, analysis.Results);
        Assert.Equal(["x", "kind"], analysis.Importance.Take(2).Select(one => one.Name));
        Assert.All(analysis.Importance, one => Assert.InRange(one.FirstOrder, 0, one.Total));
        Assert.True(analysis.Importance.Single(one => one.Name == "idle").Total < 0.05);
        var curve = analysis.Dependence[0];
        Assert.Equal("x", curve.Name);
        Assert.Equal(0.7, curve.Points.MinBy(point => point.Mean)!.Value.AsDouble()!.Value, 0.15);
        Assert.All(
            analysis.Dependence.SelectMany(one => one.Points),
            point => Assert.InRange(point.Mean, point.Low, point.High)
        );
        Assert.Equal(["good", "bad"], analysis.Dependence[2].Points.Select(point => point.Value.ToString()));
        Assert.True(analysis.Dependence[2].Points[0].Mean < analysis.Dependence[2].Points[1].Mean);
        Assert.Equal(["1", "2", "3", "4"], analysis.Dependence[3].Points.Select(point => point.Value.ToString()));
    }

    [Fact]
    public void A_maximised_metric_gives_the_mirrored_curves()
    {
        var down = Analyse(30, Loss, 1)!.Dependence[0].Points;
        var up = Analyse(30, Loss with { Optimization = Optimization.Maximize }, -1)!.Dependence[0].Points;

        Assert.Equal(down.Select(point => -point.Mean), up.Select(point => point.Mean));
        Assert.Equal(down.Select(point => -point.High), up.Select(point => point.Low));
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        var hptuning = Read("random_search: {n_experiments: 20}", Matrix);
        var observations = Observations(hptuning, 20, 1);

        var one = ModelAnalyzer.Of(hptuning, History.Of(observations), Loss, 3, 1)!;
        var two = ModelAnalyzer.Of(hptuning, History.Of(Enumerable.Reverse(observations)), Loss, 3, 1)!;

        Assert.Equal(one.Importance, two.Importance);
        Assert.Equal(one.ExpectedGain, two.ExpectedGain);
        Assert.Equal(
            one.Dependence.SelectMany(curve => curve.Points),
            two.Dependence.SelectMany(curve => curve.Points)
        );
    }

    [Fact]
    public void Too_few_results_are_not_analysed() => Assert.Null(Analyse(5, Loss, 1));

    [Fact]
    public void The_expected_gain_falls_as_the_best_is_found()
    {
        var early = Analyse(8, Loss, 1)!;
        var late = Analyse(60, Loss, 1)!;

        Assert.Equal(4, early.NextBatch);
        Assert.True(early.ExpectedGain > 2 * late.ExpectedGain, $"{early.ExpectedGain} {late.ExpectedGain}");
        Assert.True(late.ExpectedGain >= 0);
    }

    [Fact]
    public void Nothing_is_gained_where_nothing_is_left()
    {
        var hptuning = Read("grid_search: {}", "{a: {range: [0, 3, 1]}, b: {range: [0, 3, 1]}}");
        var observations = SearchFactory
            .Create(hptuning, 1)
            .Next(History.Empty, 100)
            .Suggestions.Select(s => Observe(hptuning, s, ExperimentStatus.Succeeded, s.Values[0].AsDouble()));

        var analysis = ModelAnalyzer.Of(hptuning, History.Of(observations), Loss, 3, 1)!;

        Assert.Equal(0, analysis.NextBatch);
        Assert.Equal(0, analysis.ExpectedGain);
    }

    [Fact]
    public void Of_hyperband_one_level_is_modelled()
    {
        var hptuning = Read(
            "hyperband: {max_iter: 27, eta: 3, resource: {name: r, type: int}, metric: {name: loss, optimization: minimize}}",
            "{x: {uniform: '0:1'}}"
        );
        var search = SearchFactory.Create(hptuning, 1);
        var observations = new List<Observation>();
        while (search.Next(History.Of(observations), 1000) is { State: SearchState.Suggested } answer)
        {
            observations.AddRange(
                answer.Suggestions.Select(s =>
                    Observe(hptuning, s, ExperimentStatus.Succeeded, s.Values[0].AsDouble() / s.Resource!.AsDouble())
                )
            );
        }

        var analysis = ModelAnalyzer.Of(hptuning, History.Of(observations), Loss, 1, 1)!;

        // The last batch, of eight experiments, is enough for one parameter.
        Assert.Equal(Value.Of(27), analysis.Resource);
        Assert.Equal(
            HyperbandSchedule
                .Of((HyperbandSection)hptuning.Search, null)
                .Where(rung => rung.Batch == 4)
                .Sum(rung => rung.Experiments),
            analysis.Results
        );
    }

    private static ModelAnalysis? Analyse(int results, MetricGoal goal, double sign)
    {
        var hptuning = Read("random_search: {n_experiments: 100}", Matrix);
        return ModelAnalyzer.Of(hptuning, History.Of(Observations(hptuning, results, sign)), goal, 4, 1);
    }

    /// <summary>A loss that falls to 0.1 at x = 0.7 with the good kind, for some random points.</summary>
    private static List<Observation> Observations(HptuningSection hptuning, int count, double sign) =>
        [
            .. SearchFactory
                .Create(hptuning, 5)
                .Next(History.Empty, count)
                .Suggestions.Select(suggestion =>
                {
                    var x = suggestion.Values[0].AsDouble()!.Value;
                    var kind = suggestion.Values[2].ToString() == "good" ? 0.1 : 0.4;
                    return Observe(
                        hptuning,
                        suggestion,
                        ExperimentStatus.Succeeded,
                        sign * (kind + (3 * (x - 0.7) * (x - 0.7)))
                    );
                }),
        ];
}
