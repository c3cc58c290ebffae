using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Tests.Metrics;

public sealed class MetricTrackerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_tracked_is_collected_also_behind_half_a_line()
    {
        var path = _folder.Write("m.jsonl", "{\"loss\": 0.");
        MetricTracker.Append(path, MetricTracker.Parse(["loss=0.5", "a=b=NaN"], out _)!, 3);
        MetricTracker.Append(path, MetricTracker.Parse(["loss=1e-05"], out _)!, null);
        var series = MetricsCollector.Collect(path, _folder.File("none"), null);
        Assert.Equal(["loss", "a=b"], series.Select(one => one.Name));
        Assert.Equal([(3L, 0.5), (1L, 1e-5)], series[0].Points.Select(point => (point.Step, point.Value)));
        Assert.True(double.IsNaN(series[1].Last));
    }

    [Theory]
    [InlineData("loss")]
    [InlineData("=1")]
    [InlineData("loss=")]
    [InlineData("loss=high")]
    [InlineData("loss=1,5")]
    public void Anything_else_than_a_name_and_a_number_is_refused_with_an_example(string text)
    {
        Assert.Null(MetricTracker.Parse([text], out var fault));
        Assert.Contains("loss=0.25", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_of_many_writers_stay_whole()
    {
        var path = _folder.File("m.jsonl");
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer =>
                Task.Run(
                    () =>
                    {
                        for (var i = 0; i < 100; i++)
                        {
                            MetricTracker.Append(path, [new("loss", writer)], i);
                        }
                    },
                    TestContext.Current.CancellationToken
                )
            );
        await Task.WhenAll(writers);
        Assert.Equal(400, Assert.Single(MetricsCollector.Collect(path, _folder.File("none"), null)).Points.Length);
    }
}
