using System.Diagnostics;
using System.Text.Json;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>Looking at a real run with the built tool, run as a process.</summary>
public sealed class StoreVerbTests : IDisposable
{
    private const string Sweep = """
        version: 1
        kind: group
        description: Three rates
        tags: [nightly, "a, b"]
        params: {batch_size: 128}
        hptuning:
          concurrency: 2
          matrix:
            lr: {values: [0.1, 0.2, 0.3]}
          early_stopping: [{metric: loss, value: -1, optimization: minimize}]
        run:
          cmd: echo loss={{ lr }}; test {{ lr }} != 0.3
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("plx-store-").FullName;

    private string Database => Path.Combine(_folder, ".polyaxon", "polyaxon.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_store_that_is_lost_or_damaged_is_made_anew_from_the_records()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "polyaxonfile.yaml"),
            Sweep,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, (await Tool("run", "--retries", "1")).Code);
        var before = await Known();
        var statuses = await Statuses("3");
        Assert.Equal(["running", "failed", "running", "failed"], statuses);
        Assert.Equal(["0.1", "0.2", "0.3"], before.Select(one => one.Loss));
        File.Delete(Database);

        var lost = await Tool("group", "get");
        Assert.Equal(0, lost.Code);
        Assert.Contains("from the records of 3 experiments in 1 groups", lost.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await Known());
        Assert.Equal(statuses, await Statuses("3"));
        Assert.Contains("Three rates", lost.Output, StringComparison.Ordinal);
        Assert.Contains("nightly, a, b", lost.Output, StringComparison.Ordinal);
        Assert.Contains("by loss (minimize), of 2", (await Tool("group", "best")).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Database, new string('x', 5000), TestContext.Current.CancellationToken);
        var damaged = await Tool("group", "experiments");
        Assert.Equal((1, ""), (damaged.Code, damaged.Output));
        Assert.Contains("is damaged. 'dotnet polyaxon project rebuild'", damaged.Errors, StringComparison.Ordinal);

        var rebuilt = await Tool("project", "rebuild");
        Assert.Equal(0, rebuilt.Code);
        Assert.Contains("The old store is kept as", rebuilt.Output, StringComparison.Ordinal);
        Assert.Equal(before, await Known());
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_words()
    {
        var nothing = await Tool("group", "experiments");
        Assert.Equal((1, ""), (nothing.Code, nothing.Output));
        Assert.Contains("Nothing ran here yet", nothing.Errors, StringComparison.Ordinal);

        var query = await Tool("group", "experiments", "-q", "id:1, statsu:failed", "--no-color");
        Assert.Equal((2, ""), (query.Code, query.Output));
        Assert.Contains("Did you mean 'status'?", query.Errors, StringComparison.Ordinal);
        Assert.Contains("  id:1, statsu:failed\n        ^^^^^^", query.Errors, StringComparison.Ordinal);

        Assert.Equal(2, (await Tool("group", "experiments", "--page", "0")).Code);
        Assert.Equal(2, (await Tool("group", "best", "--metric", ":up")).Code);
    }

    [Fact]
    public async Task The_experiments_of_all_groups_of_a_project_are_one_list()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "polyaxonfile.yaml"),
            Sweep,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, (await Tool("run")).Code);
        Assert.Equal(0, (await Tool("run")).Code);

        using var all = JsonDocument.Parse((await Tool("project", "experiments", "--format", "json")).Output);
        Assert.Equal(6, all.RootElement.GetProperty("count").GetInt32());
        var best = await Tool("project", "experiments", "-m", "-q", "group:2, metrics.loss:<0.15", "--format", "csv");
        Assert.Equal(2, best.Output.TrimEnd().Split('\n').Length);
        Assert.Contains(".2.4,", best.Output, StringComparison.Ordinal);
        var other = await Tool("project", "-p", "other", "experiments");
        Assert.Contains("No experiments found for project", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_the_log_of_an_experiment_ends_when_nobody_runs_its_group()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "polyaxonfile.yaml"),
            "version: 1\nkind: group\nhptuning: {matrix: {x: {values: [1]}}}\nrun: {cmd: 'echo ready {{ x }}; exec sleep 600'}\n",
            TestContext.Current.CancellationToken
        );
        var log = Path.Combine(_folder, ".polyaxon", "groups", "1", "1", "log.txt");
        using (var run = Process.Start(Start("run"))!)
        {
            while (!File.Exists(log) || new FileInfo(log).Length == 0)
            {
                Assert.False(run.HasExited, "The run ended by itself.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            run.Kill(entireProcessTree: true);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var followed = await Tool("experiment", "logs", "-f");
        Assert.Equal((0, "ready 1\n"), (followed.Code, followed.Output));
        Assert.Contains("'dotnet polyaxon group -g 1 resume'", followed.Errors, StringComparison.Ordinal);
    }

    private async Task<List<string>> Statuses(string experiment)
    {
        var (_, output, _) = await Tool("experiment", "-xp", experiment, "statuses", "--format", "csv");
        return [.. output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[2])];
    }

    private async Task<List<(long Id, string Status, string Command, string Loss)>> Known()
    {
        var (code, output, errors) = await Tool("group", "experiments", "--format", "json");
        Assert.True(code == 0, errors);
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document
                .RootElement.GetProperty("experiments")
                .EnumerateArray()
                .Select(one =>
                    (
                        one.GetProperty("id").GetInt64(),
                        one.GetProperty("status").GetString()!,
                        one.GetProperty("cmd").GetString()!,
                        one.GetProperty("metrics").GetProperty("loss").GetRawText()
                    )
                ),
        ];
    }

    private async Task<(int Code, string Output, string Errors)> Tool(params string[] args)
    {
        using var process = Process.Start(Start(args))!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, (await errors).ReplaceLineEndings("\n"));
    }

    private ProcessStartInfo Start(params string[] args) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll"), .. args])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
