using Polyaxon.Ci.Search.Analysis;

namespace Polyaxon.Ci.Search.Tests.Analysis;

public sealed class SensitivityIndicesTests
{
    [Fact]
    public void The_indices_of_Ishigamis_function_are_known()
    {
        // Ishigami and Homma, 1990, with a = 7 and b = 0.1 on [−π, π]³; closed form in Saltelli et al., "Global sensitivity analysis", 2008.
        var indices = SensitivityIndices.Of(
            u =>
            {
                var (x, y, z) = (Angle(u[0]), Angle(u[1]), Angle(u[2]));
                return Math.Sin(x) + (7 * Math.Pow(Math.Sin(y), 2)) + (0.1 * Math.Pow(z, 4) * Math.Sin(x));
            },
            3,
            1024
        );

        double[] first = [0.3139, 0.4424, 0];
        double[] total = [0.5576, 0.4424, 0.2437];
        for (var d = 0; d < 3; d++)
        {
            Assert.Equal(first[d], indices[d].FirstOrder, 0.02);
            Assert.Equal(total[d], indices[d].Total, 0.02);
        }
    }

    [Fact]
    public void A_sum_has_the_shares_of_its_terms_however_large_its_mean()
    {
        var indices = SensitivityIndices.Of(u => 1e6 + u[0] + (2 * u[1]), 3, 512);

        Assert.Equal([0.2, 0.8, 0.0], indices.Select(one => Math.Round(one.FirstOrder, 2)));
        Assert.Equal([0.2, 0.8, 0.0], indices.Select(one => Math.Round(one.Total, 2)));
    }

    [Fact]
    public void A_constant_has_no_important_coordinate() =>
        Assert.Equal([(0.0, 0.0), (0.0, 0.0)], SensitivityIndices.Of(_ => 3, 2, 64));

    [Fact]
    public void More_coordinates_than_the_sequence_has_are_no_harm()
    {
        var indices = SensitivityIndices.Of(u => u[0] + u[99], 100, 256);

        Assert.Equal(0.5, indices[0].Total, 0.1);
        Assert.Equal(0.5, indices[99].Total, 0.1);
        Assert.Equal(0, indices[50].Total);
    }

    private static double Angle(double u) => Math.PI * ((2 * u) - 1);
}
