using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Bayesian.Processes;
using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Search.Tests.Bayesian;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace Polyaxon.Ci.Search.Tests.Numerics;

/// <summary>Own numerics against those of MathNet.Numerics.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Both_factors_are_those_of_an_independent_library() =>
        ModelCases.Seeds.Sample(
            seed =>
            {
                var draws = new DrawSource(seed, "case");
                var n = 1 + draws.NextBelow(40);
                var points = ModelCases.Values(draws, n);
                var values = ModelCases.Values(draws, n);
                const double Signal = 1.7;
                const double Noise = 0.05;
                double Correlation(int i, int j) => Math.Exp(-Math.Abs(points[i] - points[j]));
                var covariance = Matrix<double>.Build.Dense(
                    n,
                    n,
                    (i, j) => (Signal * Correlation(i, j)) + (i == j ? Noise : 0)
                );
                var expected = covariance.Cholesky();
                var solved = expected.Factor.Solve(Vector<double>.Build.Dense(values));
                var weights = expected.Solve(Vector<double>.Build.Dense(values));
                var inverse = covariance.Inverse();
                var rows = new Factor(n);
                for (var i = 0; i < n; i++)
                {
                    Assert.True(rows.Append([.. covariance.Row(i).Take(i + 1)]));
                }

                var anew = new LikelihoodFactor(n);
                var below = Enumerable
                    .Range(0, n)
                    .SelectMany(j => Enumerable.Range(j + 1, n - j - 1).Select(i => Correlation(i, j)));
                Assert.True(anew.Factorise([.. below], Signal, Noise, values));

                var transposed = anew.SolveTransposed();
                var column = new double[n];
                for (var i = 0; i < n; i++)
                {
                    Assert.Equal(expected.Factor[i, i], rows.Diagonal(i), 1e-10);
                    Assert.Equal(expected.Factor[i, i], anew.Diagonal(i), 1e-10);
                    Assert.Equal(solved[i], anew.Solved(i), 1e-8);
                    Assert.Equal(weights[i], transposed[i], 1e-7);
                    anew.InverseColumn(i, column);
                    Assert.All(Enumerable.Range(i, n - i), k => Assert.Equal(inverse[k, i], column[k], 1e-7));
                }
            },
            iter: 40
        );

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.False(new LikelihoodFactor(2).Factorise([1.5], 1, 0.1, [0, 0]));

    [Theory]
    [InlineData(-8)]
    [InlineData(-2.5)]
    [InlineData(-0.3)]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(4)]
    public void The_normal_distribution_is_that_of_an_independent_library(double x)
    {
        var expected = Normal.CDF(0, 1, x);

        Assert.Equal(1, StandardNormal.Cumulative(x) / expected, 1e-13);
        Assert.Equal(Normal.InvCDF(0, 1, expected), StandardNormal.Quantile(expected), 1e-9);
    }
}
