using CsCheck;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tests.Output;

public sealed class TerminalFilterTests
{
    [Theory]
    [InlineData("plain\ttext\r\n", "plain\ttext\r\n")]
    [InlineData("\e[1;32mok\e[0m", "\e[1;32mok\e[0m")]
    [InlineData("\e[2J\e[10;10Hgone", "gone")]
    [InlineData("\e]0;title\arest", "rest")]
    [InlineData("\e]52;c;Y2F0\e\\rest", "rest")]
    [InlineData("\ePq#0\e\\rest", "rest")]
    [InlineData("\ecrest", "rest")]
    [InlineData("\e[?25lrest", "rest")]
    [InlineData("bell\a\u009b31m", "bell\uFFFD\uFFFD31m")]
    public void Colours_pass_and_commands_do_not(string text, string shown) =>
        Assert.Equal(shown, new TerminalFilter(hasColour: true).Pass(text));

    [Fact]
    public void Without_colours_nothing_but_text_passes() =>
        Assert.Equal("ok", new TerminalFilter(hasColour: false).Pass("\e[1;32mok\e[0m"));

    [Fact]
    public void It_does_not_matter_how_text_is_cut() =>
        Gen.Select(
                Gen.Char["\e[]m;1?Hx\a\\P\n"].Array[0, 40].Select(characters => new string(characters)),
                Gen.Int[0, 40]
            )
            .Sample(
                (text, cut) =>
                {
                    cut = Math.Min(cut, text.Length);
                    TerminalFilter filter = new(hasColour: true);
                    var shown = filter.Pass(text.AsSpan(0, cut)) + filter.Pass(text.AsSpan(cut));
                    Assert.Equal(new TerminalFilter(hasColour: true).Pass(text), shown);
                    Assert.DoesNotMatch(@"\e(?!\[[0-9;]*m)", shown);
                }
            );
}
