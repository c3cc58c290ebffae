using System.Globalization;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Numerics;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Search.Tests.Numerics;

/// <summary>Own functions against values that were computed with 60 digits.</summary>
public sealed class HighPrecisionTests
{
    [Theory]
    [InlineData("exp", 1)]
    [InlineData("log", 1)]
    [InlineData("cdf", 12)]
    [InlineData("quantile", 8)]
    [InlineData("logimprovement", 8)]
    public void A_function_is_accurate_to_a_few_units_in_the_last_place(string function, double units)
    {
        var file = Repository.PathTo("tests", "Polyaxon.Ci.Search.Tests", "cases", "numerics", "high-precision.txt");
        var cases = File.ReadLines(file).Select(line => line.Split(' ')).Where(parts => parts[0] == function).ToList();

        Assert.NotEmpty(cases);
        Assert.All(
            cases,
            parts =>
            {
                var expected = Number(parts[2]);
                var actual = Evaluate(function, Number(parts[1]));
                Assert.True(
                    Math.Abs(actual - expected) <= units * Math.BitIncrement(Math.Abs(expected)) * Math.ScaleB(1, -52),
                    $"{function}({parts[1]}) is {actual:R}, not {expected:R}"
                );
            }
        );
    }

    [Fact]
    public void The_ends_of_the_range_are_exact()
    {
        Assert.Equal(1, FixedMath.Exp(0));
        Assert.Equal(double.PositiveInfinity, FixedMath.Exp(710));
        Assert.Equal(0, FixedMath.Exp(-746));
        Assert.True(double.IsNaN(FixedMath.Exp(double.NaN)));
        Assert.Equal(0, FixedMath.Log(1));
        Assert.Equal(double.NegativeInfinity, FixedMath.Log(0));
        Assert.True(double.IsNaN(FixedMath.Log(-1)));
        Assert.Equal(double.PositiveInfinity, FixedMath.Log(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, StandardNormal.Quantile(0));
        Assert.Equal(double.PositiveInfinity, StandardNormal.Quantile(1));
        Assert.Equal(0, StandardNormal.Quantile(0.5));
        Assert.Equal(0.5, StandardNormal.Cumulative(0));
    }

    private static double Evaluate(string function, double x) =>
        function switch
        {
            "exp" => FixedMath.Exp(x),
            "log" => FixedMath.Log(x),
            "cdf" => StandardNormal.Cumulative(x),
            "logimprovement" => Acquisition.LogImprovement(x),
            _ => StandardNormal.Quantile(x),
        };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
