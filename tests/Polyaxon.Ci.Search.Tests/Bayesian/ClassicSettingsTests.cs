using static Polyaxon.Ci.Search.Tests.Bayesian.BayesianPlay;

namespace Polyaxon.Ci.Search.Tests.Bayesian;

/// <summary>The settings of the old platform keep their meaning.</summary>
public sealed class ClassicSettingsTests
{
    [Theory]
    [InlineData("{acquisition_function: ucb, kappa: 1.2}")]
    [InlineData("{acquisition_function: ei, eps: 0.01}")]
    [InlineData("{acquisition_function: poi, eps: 0.01}")]
    [InlineData("{acquisition_function: ucb, kappa: 2.576, gaussian_process: {kernel: rbf, length_scale: 0.5}}")]
    [InlineData(
        "{acquisition_function: ei, n_warmup: 50, n_iter: 2, gaussian_process: {kernel: matern, nu: 1.9, n_restarts_optimizer: 2}}"
    )]
    public void The_classic_settings_find_the_optimum_too(string utility)
    {
        var hptuning = Hptuning("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 24, "minimize", utility);

        Assert.InRange(Best(Play(hptuning, 32, 4, Bowl)), 0, 5e-3);
    }

    [Fact]
    public void A_larger_kappa_explores_farther()
    {
        double Nearest(string kappa)
        {
            var utility = $"{{acquisition_function: ucb, kappa: {kappa}}}";
            var hptuning = Hptuning("{x: {uniform: 0:1}, y: {uniform: 0:1}}", 8, 24, "minimize", utility);
            var runs = Play(hptuning, 8, 8, Bowl);
            var pick = Next(hptuning, runs, 1)[0].Values;
            return runs.Min(run => Square(run.Parameters["x"], pick[0]) + Square(run.Parameters["y"], pick[1]));
        }

        Assert.True(Nearest("20") > Nearest("0.01"));
    }
}
