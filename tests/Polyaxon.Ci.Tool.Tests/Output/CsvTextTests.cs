using Polyaxon.Ci.Planning.Escaping;

namespace Polyaxon.Ci.Tool.Tests.Output;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+1e-05", "+1e-05")]
    [InlineData("-1+cmd", "'-1+cmd")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    public void A_field_is_quoted_and_never_a_formula(string text, string field) =>
        Assert.Equal(field, CsvText.Field(text));
}
