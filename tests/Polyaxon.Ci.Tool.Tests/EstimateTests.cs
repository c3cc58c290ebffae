using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

public sealed class EstimateTests
{
    // Jobs of experiments, each rounded up to whole minutes, and a minute each for the plan, every batch's decision and the verdict.
    [Theory]
    [InlineData("", new[] { "--per-job", "1", "--minutes-per-experiment", "2.5" }, 1, 10, (10 * 4) + 3)]
    [InlineData("", new[] { "--per-job", "5", "--minutes-per-experiment", "2.5" }, 1, 2, (2 * 14) + 3)]
    [InlineData(
        "",
        new[] { "--per-job", "1", "--batch-size", "4", "--minutes-per-experiment", "1", "--setup-minutes", "0" },
        3,
        10,
        10 + 5
    )]
    [InlineData(
        "bo: {n_initial_trials: 4, n_iterations: 6, metric: {name: loss}}",
        new[] { "--per-job", "1", "--minutes-per-experiment", "1" },
        4,
        10,
        (10 * 2) + 6
    )]
    public async Task Jobs_and_minutes_are_counted(string search, string[] options, int batches, int jobs, int minutes)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            $"version: 1\nkind: group\nhptuning:\n  concurrency: 2\n  {search}\n  matrix: {{lr: {{range: 0:10:1}}}}\nrun: {{cmd: \"t {{{{ lr }}}}\"}}\n"
        );
        var check = await BuiltTool.RunAsync(folder, ["check", "--format", "json", .. options]);
        using var json = JsonDocument.Parse(check.MustSucceed().Output);
        var group = json.RootElement.GetProperty("group");

        Assert.Equal(batches, group.GetProperty("batches").GetInt32());
        Assert.Equal(jobs, group.GetProperty("estimate").GetProperty("jobs").GetInt32());
        Assert.Equal(minutes, group.GetProperty("estimate").GetProperty("billedMinutes").GetInt32());
    }
}
