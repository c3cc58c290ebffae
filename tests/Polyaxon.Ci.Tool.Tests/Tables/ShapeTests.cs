using CsCheck;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Tests.Tables;

public sealed class ShapeTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(45, "45s")]
    [InlineData(200, "3m 20s")]
    [InlineData(3900, "1h 5m")]
    [InlineData((2 * 86400) + (3 * 3600) + 240, "2d 3h 4m")]
    [InlineData(-5, "0s")]
    public void Durations_are_short(int seconds, string text) =>
        Assert.Equal(text, Durations.Text(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚀", 2)]
    [InlineData("", 0)]
    public void Wide_characters_take_two_columns(string text, int width) => Assert.Equal(width, TextWidth.Of(text));

    [Theory]
    [InlineData("▁▃▆█", 0.0, 1.0, 2.0, 3.0)]
    [InlineData("▅▅", 1.0, 1.0)]
    [InlineData("▁ █", 0.0, double.NaN, 1.0)]
    [InlineData("", double.NaN, double.PositiveInfinity)]
    [InlineData("▁█", double.MinValue, double.MaxValue)]
    public void A_curve_spans_its_finite_values(string curve, params double[] values) =>
        Assert.Equal(curve, Sparkline.Of(values));

    [Fact]
    public void A_curve_is_never_wider_than_asked() =>
        Gen.Double.Array[0, 200].Sample(values => Sparkline.Of(values, 10).Length <= 10);
}
