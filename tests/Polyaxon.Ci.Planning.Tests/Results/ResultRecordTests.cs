using System.Text;
using CsCheck;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Tests.Results;

public sealed class ResultRecordTests
{
    private static readonly ExperimentResult Sample = new()
    {
        Group = "g-12345678",
        Batch = 2,
        Index = 7,
        Attempt = 3,
        Fingerprint = "f",
        Status = ExperimentStatus.Failed,
        StoppedBy = StopCause.Policy,
        Message = "line\n\u2028\"quoted\"",
        ExitCode = 3,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Declarations = [new("lr", Value.Of(1e-05)), new("n", Value.Of(1))],
        Metrics = [new MetricSeries("loss", [new MetricPoint(0, double.NaN), new MetricPoint(1, 0.25)])],
        LogTail = ["a", "b"],
    };

    [Fact]
    public void A_result_reads_back_as_the_same_text() =>
        Assert.Equal(ResultRecord.Write(Sample), ResultRecord.Write(ResultRecord.Read(ResultRecord.Write(Sample))!));

    [Fact]
    public void A_damaged_result_is_refused_or_still_a_result()
    {
        var text = Encoding.UTF8.GetBytes(ResultRecord.Write(Sample));
        Gen.Int[0, text.Length - 1]
            .Select(Gen.Byte)
            .Sample(damage =>
            {
                var damaged = (byte[])text.Clone();
                damaged[damage.Item1] = damage.Item2;
                var result = ResultRecord.Read(Encoding.UTF8.GetString(damaged), out var fault);
                return (result is null) == (fault is not null);
            });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"status\":1}")]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":1,\"attempt\":1,\"fingerprint\":\"\",\"status\":\"succeeded\",\"metrics\":{\"a\":[]}}"
    )]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":1,\"attempt\":1,\"fingerprint\":\"\",\"status\":\"succeeded\",\"metrics\":{\"a\":[[0]]}}"
    )]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":1,\"attempt\":1,\"fingerprint\":\"\",\"status\":\"succeeded\",\"metrics\":{\"a\":[[0,1e999]]}}"
    )]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":1,\"attempt\":1,\"fingerprint\":\"\",\"status\":\"succeeded\",\"declarations\":[]}"
    )]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":-1,\"attempt\":1,\"fingerprint\":\"\",\"status\":\"succeeded\"}"
    )]
    [InlineData(
        "{\"group\":\"g\",\"batch\":1,\"index\":1e3,\"attempt\":0,\"fingerprint\":\"\",\"status\":\"succeeded\"}"
    )]
    public void What_is_no_result_is_refused_with_a_reason(string text)
    {
        Assert.Null(ResultRecord.Read(text, out var fault));
        Assert.False(string.IsNullOrEmpty(fault));
    }
}
