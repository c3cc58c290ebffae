using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>
/// The tool is killed at random moments, many times, while three groups of one project run at once, and goes on each time. In the end
/// every experiment has succeeded exactly once, and the store says what the records say.
/// </summary>
public sealed partial class KillTests : IDisposable
{
    private const int Kills = 51;
    private const int Lanes = 3;
    private const string Grid = """
        version: 1
        kind: group
        hptuning:
          concurrency: 4
          matrix:
            x: {range: "0:24:1"}
        run:
          cmd: sleep 0.0{{ x }}; echo loss={{ x }}
        """;
    private const string Hyperband = """
        version: 1
        kind: group
        hptuning:
          concurrency: 4
          hyperband: {max_iter: 9, eta: 3, resource: {name: steps, type: int}, metric: {name: loss, optimization: minimize}}
          matrix:
            x: {uniform: [0, 1]}
        run:
          cmd: sleep 0.05; echo loss={{ x }}
        """;
    private readonly ToolProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Killed_fifty_times_every_experiment_succeeds_exactly_once()
    {
        File.WriteAllText(_project.PathTo("grid.yaml"), Grid);
        File.WriteAllText(_project.PathTo("hyperband.yaml"), Hyperband);
        await Task.WhenAll(
            Enumerable.Range(0, Lanes).Select(lane => Kill(lane, lane == 1 ? "hyperband.yaml" : "grid.yaml"))
        );

        using var store = SweepStore.Open(_project.PathTo(".polyaxon", "polyaxon.db"), TimeProvider.System);
        var groups = new GroupTable(store).Page("mnist", Query.All, 0, 1000);
        var defined = groups.Where(group => File.Exists(Place(group.Id, "group.json"))).ToList();
        Assert.True(defined.Count >= Lanes);
        foreach (var group in defined)
        {
            var last = await _project.Run("group", "-g", Text(group.Id), "resume", "--format", "json");
            Assert.True(last.Code == 0, last.Output + last.Errors);
            var expected = group.Algorithm == "grid" ? 24 : 22;
            Agrees(store, group.Id, expected);
            Assert.Equal(
                expected,
                JsonDocument.Parse(last.Output).RootElement.GetProperty("counts").GetProperty("succeeded").GetInt32()
            );
        }

        HyperbandsAreAlike(store, defined.Where(group => group.Algorithm == "hyperband").Select(group => group.Id));
        Assert.DoesNotContain(groups.Except(defined), group => group.Experiments > 0);
    }

    /// <summary>Starts, kills and goes on until this lane has had its kills; a group that is done is followed by a new one.</summary>
    private async Task Kill(int lane, string file)
    {
        CounterRandom random = new(1, string.Create(CultureInfo.InvariantCulture, $"lane {lane}"));
        string[] run = ["run", "-f", file, "--metric", "loss:minimize"];
        var next = run;
        var draw = 0ul;
        for (var kills = 0; kills < Kills / Lanes; )
        {
            var (code, output, errors, isKilled) = await Start(next, random, draw);
            draw += 2;
            kills += isKilled ? 1 : 0;
            next =
                code == 0 ? run
                : GroupId().Match(output) is { Success: true } id ? ["group", "-g", id.Groups[1].Value, "resume"]
                : next;
            // 1: refused, for instance since the killed one is not yet gone; nothing but a kill may end it otherwise.
            Assert.True(isKilled || code is 0 or 1, output + errors);
        }

        // However slow the machine: each lane has a group that is looked at in the end.
        Assert.Equal(0, (await _project.Run(run)).Code);
    }

    /// <summary>Starts the tool and kills it some time after its start, or more often after its first line.</summary>
    private async Task<(int Code, string Output, string Errors, bool IsKilled)> Start(
        string[] arguments,
        CounterRandom random,
        ulong draw
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        using var process = _project.Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var first = process.StandardOutput.ReadLineAsync(cancel).AsTask();
        if (random.Unit(draw) > 0.2)
        {
            await first;
        }

        var ending = process.WaitForExitAsync(cancel);
        var wait = Task.Delay(TimeSpan.FromSeconds(0.7 * random.Unit(draw + 1)), cancel);
        var isKilled = await Task.WhenAny(ending, wait) != ending;
        if (isKilled)
        {
            process.Kill();
        }

        await ending;
        var output = $"{await first}\n{await process.StandardOutput.ReadToEndAsync(cancel)}";
        return (process.ExitCode, output, await errors, isKilled);
    }

    private void Agrees(SweepStore store, long group, int count)
    {
        var rows = new ExperimentTable(store).Page(ExperimentScope.OfGroup(group), Query.All, 0, 1000);
        Assert.Equal(Enumerable.Range(1, count), rows.Select(row => (int)row.Number).Order());
        foreach (var row in rows)
        {
            var place = Place(group, Text(row.Id));
            var record = ResultRecord.Read(File.ReadAllText(Path.Combine(place, "result.json")))!;
            Assert.Equal(ExperimentStatus.Succeeded, record.Status);
            Assert.Equal(("succeeded", record.Attempt, record.Index), (row.Status, row.Attempt, row.Number));
            Assert.Single(record.Metrics, series => series.Name == "loss");
            Assert.All(
                Directory
                    .EnumerateFiles(place, "result.json", SearchOption.AllDirectories)
                    .Where(path => path != Path.Combine(place, "result.json")),
                path => Assert.NotEqual(ExperimentStatus.Succeeded, ResultRecord.Read(File.ReadAllText(path))?.Status)
            );
        }
    }

    /// <summary>However often they were killed, the same file has given the same experiments.</summary>
    private static void HyperbandsAreAlike(SweepStore store, IEnumerable<long> groups)
    {
        var declarations = groups
            .Select(group =>
                string.Join(
                    '\n',
                    new ExperimentTable(store)
                        .Page(ExperimentScope.OfGroup(group), Query.All, 0, 1000)
                        .OrderBy(row => row.Number)
                        .Select(row => row.Declarations)
                )
            )
            .Distinct();
        Assert.Single(declarations);
    }

    private string Place(long group, string name) => _project.PathTo(".polyaxon", "groups", Text(group), name);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:^id |group )(\d+)", RegexOptions.Multiline)]
    private static partial Regex GroupId();
}
