using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Tests.Tables;

public sealed class TablesTests
{
    [Fact]
    public void Numbers_stand_to_the_right_and_text_to_the_left_and_control_characters_are_disarmed()
    {
        StringWriter output = new() { NewLine = "\n" };
        new SimpleTable(output, TextStyle.Plain).Write(
            ["id", "name", "loss"],
            [
                ["1", "a\u001b[31m", "0.5"],
                ["10", "b", ""],
            ]
        );
        Assert.Equal("id  name    loss\n--  ------  ----\n 1  a?[31m   0.5\n10  b\n", output.ToString());
    }

    [Theory]
    [InlineData(0, "a few seconds ago")]
    [InlineData(59, "a few seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3 * 60, "3 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(2 * 86400, "2 days ago")]
    [InlineData(7 * 86400, "1 week ago")]
    [InlineData(366 * 86400, "1 year ago")]
    [InlineData(-5, "a few seconds ago")]
    public void Times_are_said_as_people_say_them(int seconds, string expected)
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        Assert.Equal(expected, RelativeTime.Text(now.AddSeconds(-seconds), now));
    }
}
