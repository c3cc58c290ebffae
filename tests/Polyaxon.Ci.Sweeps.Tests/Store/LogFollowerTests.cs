using System.Text;
using Polyaxon.Ci.Sweeps.Records;

namespace Polyaxon.Ci.Sweeps.Tests.Store;

public sealed class LogFollowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _seen = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_followed_log_is_copied_to_its_end_even_when_it_appears_late_and_cuts_characters()
    {
        var path = _folder.File("log.txt");
        var bytes = Encoding.UTF8.GetBytes("first ü\nlast\n");
        var asked = 0;
        LogFollower follower = new(
            path,
            () =>
            {
                // Grows in the middle of a character each time somebody asks, and is over the fourth time.
                asked++;
                File.WriteAllBytes(path, bytes[..Math.Min(bytes.Length, asked * 7)]);
                return asked >= 4;
            }
        );

        Assert.True(follower.Copy(text => _seen.Append(text), follow: true, TestContext.Current.CancellationToken));
        Assert.Equal("first ü\nlast\n", _seen.ToString());
    }

    [Fact]
    public void Without_a_log_there_is_none() =>
        Assert.False(
            new LogFollower(_folder.File("log.txt"), () => true).Copy(
                text => _seen.Append(text),
                follow: true,
                TestContext.Current.CancellationToken
            )
        );
}
