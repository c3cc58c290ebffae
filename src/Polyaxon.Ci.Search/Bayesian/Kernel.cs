using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Covariance of two points by their scaled distance (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, section 4.2).</summary>
internal sealed class Kernel(GaussianProcessSettings? settings, bool[] isCategorical)
{
    private readonly double _nu =
        settings is null ? 2.5
        : settings.Kernel == GaussianProcessKernel.Rbf ? double.PositiveInfinity
        : settings.Nu;

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => isCategorical.Length;

    /// <summary>The centre of the length scales' prior, as a logarithm.</summary>
    public double LogScaleCentre =>
        FixedMath.Log(settings is null ? 0.5 * Math.Sqrt(Math.Max(1, isCategorical.Length)) : settings.LengthScale);

    /// <summary>The correlation, from 0 to 1. Different categories are at distance 1, whatever they are.</summary>
    public double Correlation(double[] a, double[] b, double[] inverseScales)
    {
        var squared = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = isCategorical[i] ? (a[i] == b[i] ? 0 : 1) : a[i] - b[i];
            var scaled = difference * inverseScales[i];
            squared += scaled * scaled;
        }

        var distance = Math.Sqrt(squared);
        return _nu switch
        {
            < 1 => FixedMath.Exp(-distance),
            < 2 => (1 + (Math.Sqrt(3) * distance)) * FixedMath.Exp(-Math.Sqrt(3) * distance),
            < 4 => (1 + (Math.Sqrt(5) * distance) + (5.0 / 3 * squared)) * FixedMath.Exp(-Math.Sqrt(5) * distance),
            _ => FixedMath.Exp(-0.5 * squared),
        };
    }
}
