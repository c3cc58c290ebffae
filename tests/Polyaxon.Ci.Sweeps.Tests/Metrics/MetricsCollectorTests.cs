using System.Globalization;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Tests.Metrics;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tracked_lines_give_series_with_steps_and_a_half_written_line_is_passed_over()
    {
        _folder.Write(
            "metrics.jsonl",
            "{\"step\": 1, \"loss\": 0.5}\n{\"name\":\"loss\",\"value\":0.25,\"step\":2}\n{\"loss\": NaN}\n{\"loss\": 0.1"
        );
        Assert.Equal(["loss 1:0.5 2:0.25 2:NaN"], Collect());
    }

    [Fact]
    public void The_tracked_file_wins_over_known_files_and_those_over_the_output()
    {
        _folder.Write("metrics.jsonl", "{\"loss\": 1}");
        _folder.Write("outputs/metrics.json", "{\"loss\": 2, \"acc\": 0.5, \"val\": {\"loss\": [3, 4]}}");
        OutputMetrics output = new(["loss", "acc", "f1"]);
        output.Read("loss=9 acc: 9, f1: 0.75");
        Assert.Equal(["loss 0:1", "acc 0:0.5", "val.loss 0:3 1:4", "f1 0:0.75"], Collect(output));
    }

    [Theory]
    [InlineData("epoch 3: loss=0.5, other_loss=7", "loss 0:0.5")]
    [InlineData("Loss: 1 loss : 1e-3", "loss 0:0.001")]
    [InlineData("{'loss': 0.25}", "loss 0:0.25")]
    [InlineData("loss=nan", "loss 0:NaN")]
    [InlineData("val.loss=3 loss=high loss", null)]
    public void Output_lines_are_read_for_asked_names_only(string line, string? expected)
    {
        OutputMetrics output = new(["loss"]);
        output.Read(line);
        Assert.Equal(expected is null ? [] : [expected], Collect(output));
    }

    [Fact]
    public void A_table_with_a_header_gives_a_series_a_column()
    {
        _folder.Write("outputs/history.csv", "epoch,loss,\"val,loss\",note\n0,0.5,0.6,a\n1,0.25,nan,b\n2,0.1");
        Assert.Equal(["loss 0:0.5 1:0.25", "val,loss 0:0.6 1:NaN"], Collect());
    }

    [Fact]
    public void TensorBoard_scalars_are_read_in_both_forms_and_a_cut_file_up_to_its_cut()
    {
        var simple = Event(3, [21, .. BitConverter.GetBytes(0.5f)]);
        var content = Event(4, Field(8, [8, 1, .. Field(4, BitConverter.GetBytes(0.25f))]));
        var values = Event(5, Field(8, [8, 2, .. Field(6, BitConverter.GetBytes(0.1))]));
        Directory.CreateDirectory(_folder.File("outputs"));
        byte[] file = [.. Record(simple), .. Record(content), .. Record(values), .. Record(simple).AsSpan(0, 20)];
        File.WriteAllBytes(_folder.File("outputs/events.out.tfevents.1.host"), file);
        Assert.Equal(["loss 3:0.5 4:0.25 5:0.1"], Collect());
    }

    [Fact]
    public void Test_reports_are_counted_and_an_external_entity_is_refused()
    {
        _folder.Write(
            "outputs/junit.xml",
            "<testsuite><testcase time='0.5'/><testcase time='1'><failure/></testcase></testsuite>"
        );
        _folder.Write(
            "outputs/TEST-x.xml",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite><testcase/>&x;</testsuite>"
        );
        Assert.Equal(
            ["tests.total 0:2", "tests.failed 0:1", "tests.skipped 0:0", "tests.passed 0:1", "tests.seconds 0:1.5"],
            Collect()
        );
    }

    [Fact]
    public void Benchmark_reports_give_mean_and_allocation()
    {
        _folder.Write(
            "outputs/results/X-report-full.json",
            """{"Benchmarks":[{"FullName":"A.B","Statistics":{"Mean":12.5,"Median":12},"Memory":{"BytesAllocatedPerOperation":64}}]}"""
        );
        Assert.Equal(["mean 0:12.5", "median 0:12", "allocated 0:64"], Collect());
    }

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes];

    private static byte[] Event(byte step, byte[] number) =>
        [16, step, .. Field(5, Field(1, [.. Field(1, "loss"u8.ToArray()), .. number]))];

    private static byte[] Record(byte[] data) =>
        [.. BitConverter.GetBytes((long)data.Length), 0, 0, 0, 0, .. data, 0, 0, 0, 0];

    private string[] Collect(OutputMetrics? output = null) =>
        [
            .. MetricsCollector
                .Collect(_folder.File("metrics.jsonl"), _folder.File("outputs"), output)
                .Select(series =>
                    series.Name
                    + string.Concat(
                        series.Points.Select(point =>
                            string.Create(CultureInfo.InvariantCulture, $" {point.Step}:{point.Value}")
                        )
                    )
                ),
        ];
}
