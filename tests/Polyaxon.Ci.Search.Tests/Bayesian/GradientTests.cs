using CsCheck;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>Analytic gradients against central differences.</summary>
public sealed class GradientTests
{
    [Fact]
    public void The_gradient_of_the_marginal_likelihood_is_its_slope() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var settings = ModelCases.Settings(draws, 1 + draws.NextBelow(4));
                var points = ModelCases.Points(draws, settings, 2 + draws.NextBelow(12));
                var data = new TrainingData(settings, points, ModelCases.Values(draws, points.Count));
                var likelihood = new MarginalLikelihood(settings, data);
                var h = ModelCases.Hyperparameters(draws, settings);
                var gradient = new double[h.Length];
                likelihood.WithGradient(h, gradient);
                AssertSlopes(x => likelihood.At(x), h, gradient, 1e-5, 1e-4);
            },
            iter: 60
        );

    [Fact]
    public void Moving_one_hyperparameter_gives_what_starting_there_gives() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var settings = ModelCases.Settings(draws, 1 + draws.NextBelow(4));
                var points = ModelCases.Points(draws, settings, 2 + draws.NextBelow(12));
                var data = new TrainingData(settings, points, ModelCases.Values(draws, points.Count));
                var (moving, fresh) = (new MarginalLikelihood(settings, data), new MarginalLikelihood(settings, data));
                var h = ModelCases.Hyperparameters(draws, settings);
                moving.At(h);
                for (var step = 0; step < 12; step++)
                {
                    var index = draws.NextBelow(h.Length);
                    var before = h[index];
                    h[index] += 0.3 * draws.NextNormal();
                    var moved = moving.Moved(h, index);
                    Assert.Equal(fresh.At(h), moved, 1e-7);
                    if (draws.Next() < 0.5)
                    {
                        moving.Accept(h, index);
                    }
                    else
                    {
                        h[index] = before;
                    }
                }
            },
            iter: 60
        );

    [Fact]
    public void The_gradients_of_a_prediction_are_its_slopes() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var settings = ModelCases.Settings(draws, 1 + draws.NextBelow(4));
                var process = Process(draws, settings, 2 + draws.NextBelow(12));
                var point = ModelCases.Point(draws, settings);
                var (byMean, byVariance) = (new double[point.Length], new double[point.Length]);
                process.Predict(point, byMean, byVariance, new double[3 * process.Count]);
                var isFree = settings.IsCategorical.Select(isCategory => !isCategory).ToArray();
                AssertSlopes(x => process.Predict(x).Mean, point, byMean, 1e-6, 1e-3, isFree);
                AssertSlopes(x => process.Predict(x).Variance, point, byVariance, 1e-6, 1e-3, isFree);
            },
            iter: 60
        );

    [Theory]
    [InlineData(-60)]
    [InlineData(-26)]
    [InlineData(-24)]
    [InlineData(-5)]
    [InlineData(-0.9)]
    [InlineData(0)]
    [InlineData(3)]
    public void The_gradient_of_the_log_improvement_is_its_slope(double z)
    {
        const double Deviation = 0.7;
        var mean = -z * Deviation;
        var utility = Acquisition.Of(null, 0, mean, Deviation);
        const double Step = 1e-5;
        var byMean =
            (
                Acquisition.Of(null, 0, mean + Step, Deviation).Value
                - Acquisition.Of(null, 0, mean - Step, Deviation).Value
            ) / (2 * Step);
        var byDeviation =
            (
                Acquisition.Of(null, 0, mean, Deviation + Step).Value
                - Acquisition.Of(null, 0, mean, Deviation - Step).Value
            ) / (2 * Step);

        Assert.Equal(1, byMean / utility.ByMean, 1e-5);
        Assert.Equal(1, byDeviation / utility.ByDeviation, 1e-5);
    }

    internal static GaussianProcess Process(DrawSource draws, ModelSettings settings, int count)
    {
        var set = new PointSet(settings.IsCategorical, 4);
        foreach (var point in ModelCases.Points(draws, settings, count))
        {
            set.Add(point);
        }

        return GaussianProcess.Fit(
            settings,
            ModelCases.Hyperparameters(draws, settings),
            set,
            ModelCases.Values(draws, count),
            count
        );
    }

    private static void AssertSlopes(
        Func<double[], double> function,
        double[] at,
        double[] gradient,
        double step,
        double tolerance,
        bool[]? isFree = null
    )
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (isFree is not null && !isFree[i])
            {
                Assert.Equal(0, gradient[i]);
                continue;
            }

            var (above, below) = ((double[])at.Clone(), (double[])at.Clone());
            above[i] += step;
            below[i] -= step;
            var slope = (function(above) - function(below)) / (2 * step);
            Assert.True(
                Math.Abs(slope - gradient[i]) <= tolerance * (1 + Math.Abs(slope)),
                $"coordinate {i}: {gradient[i]:R}, by differences {slope:R}"
            );
        }
    }
}
