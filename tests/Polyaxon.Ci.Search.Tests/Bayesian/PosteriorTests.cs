using CsCheck;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Bayesian.Processes;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>The process against closed forms, and its fast ways against its plain one.</summary>
public sealed class PosteriorTests
{
    [Fact]
    public void One_observation_is_shrunk_by_signal_over_signal_plus_noise()
    {
        var settings = new ModelSettings(KernelFamily.SquaredExponential, [false], 0, 0);
        var set = new PointSet([false], 1);
        set.Add([0.3]);
        var process = GaussianProcess.Fit(settings, [0, Math.Log(2), Math.Log(0.5)], set, [1.5], 1);
        var noise = 0.5 + MarginalLikelihood.Jitter;
        var covariance = 2 * Math.Exp(-0.5 * 0.4 * 0.4);

        var (mean, variance) = process.Predict([0.7]);

        Assert.Equal(covariance / (2 + noise) * 1.5, mean, 1e-14);
        Assert.Equal(2 - (covariance * covariance / (2 + noise)), variance, 1e-14);
        Assert.Equal(2 / (2 + noise) * 1.5, process.MeanAtSeen(0), 1e-14);
    }

    [Theory]
    [InlineData(KernelFamily.Matern12, 0.36787944117144233)]
    [InlineData(KernelFamily.Matern32, 0.48335772459650766)]
    [InlineData(KernelFamily.Matern52, 0.52399410883182031)]
    [InlineData(KernelFamily.SquaredExponential, 0.60653065971263342)]
    internal void Correlations_at_distance_one_are_those_of_the_formulas(KernelFamily family, double expected)
    {
        double[] squared = [1, 0, 4e6];
        Correlation.Apply(family, squared);

        Assert.Equal(expected, squared[0], 1e-15);
        Assert.Equal(1, squared[1]);
        Assert.InRange(squared[2], 0, 1e-300);
    }

    [Fact]
    public void Mean_variance_and_likelihood_are_those_of_dense_linear_algebra() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var settings = ModelCases.Settings(draws, 1 + draws.NextBelow(4));
                var count = 1 + draws.NextBelow(12);
                var points = ModelCases.Points(draws, settings, count);
                var values = ModelCases.Values(draws, count);
                var h = ModelCases.Hyperparameters(draws, settings);
                var set = new PointSet(settings.IsCategorical, 1);
                points.ForEach(item => set.Add(item));
                var process = GaussianProcess.Fit(settings, h, set, values, 1);
                var dense = DenseProcess.Of(settings, h, points, values);
                var at = ModelCases.Point(draws, settings);

                var (mean, variance) = process.Predict(at);

                Assert.Equal(dense.Mean(at), mean, 1e-9);
                Assert.Equal(dense.Variance(at), variance, 1e-9);
                Assert.Equal(dense.Mean(at), process.Mean(at), 1e-9);
                var likelihood = new MarginalLikelihood(settings, new TrainingData(settings, points, values)).At(h);
                Assert.Equal(dense.LogLikelihood, likelihood - settings.LogPrior(h), 1e-8);
            },
            iter: 60
        );

    [Fact]
    public void A_block_of_candidates_follows_a_growing_process() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var settings = ModelCases.Settings(draws, 1 + draws.NextBelow(4));
                var count = 1 + draws.NextBelow(8);
                var set = new PointSet(settings.IsCategorical, count);
                ModelCases.Points(draws, settings, count).ForEach(item => set.Add(item));
                var process = GaussianProcess.Fit(
                    settings,
                    ModelCases.Hyperparameters(draws, settings),
                    set,
                    ModelCases.Values(draws, count),
                    count
                );
                var candidates = ModelCases.Points(draws, settings, 1 + draws.NextBelow(100));
                var block = new CandidateBlock(candidates, candidates.Count / 2, 1);
                for (var round = 0; round < 3; round++)
                {
                    block.Update(0, process, set);
                    for (var c = 0; c < block.Count; c++)
                    {
                        var (mean, variance) = process.Predict(candidates[(candidates.Count / 2) + c]);
                        Assert.Equal(mean, block.Mean(0, c), 1e-10);
                        Assert.Equal(variance, Math.Max(process.Signal - block.Explained(0, c), 1e-12), 1e-10);
                    }

                    set.Add(ModelCases.Point(draws, settings));
                    process.See(draws.NextNormal());
                    process.Settle();
                }
            },
            iter: 40
        );
}
