using Microsoft.Extensions.Time.Testing;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Tests.Store;

/// <summary>
/// A store with two groups of six experiments. Of each: lr = 0.1 × number, an activation, a flag; 1 to 4 ended with a loss
/// (0.4, 0.3, NaN, 0.3), 5 failed without one, 6 waits. Experiment n starts n minutes and ends n hours after 2026-01-31, UTC.
/// </summary>
internal sealed class SampleStore : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Activations = ["relu", "tanh", "sigmoid"];
    private static readonly double?[] Losses = [0.4, 0.3, double.NaN, 0.3, null, null];
    private readonly TemporaryFolder _folder = new();

    public SampleStore()
    {
        Store = SweepStore.Open(Path, new FakeTimeProvider(Start));
        First = Fill("first", new MetricGoal("loss", Optimization.Minimize), "A nightly sweep", ["nightly", "gpu"]);
        Second = Fill("second", null, null, []);
    }

    public SweepStore Store { get; }

    public long First { get; }

    public long Second { get; }

    public string Path => _folder.File("p.db");

    /// <summary>The record of an experiment of the first group.</summary>
    public static string ResultText(int number) =>
        ResultRecord.Write(Result("first", number) with { ExitCode = 0, LogTail = ["epoch 1", "epoch 2"] });

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private long Fill(string name, MetricGoal? objective, string? description, string[] tags)
    {
        var group = Store.AddGroup(
            new NewGroup($"{name}-1", name, "mnist", "admin", "grid", tags.Length + 1, 7)
            {
                Objective = objective,
                Description = description,
                Tags = [.. tags],
            }
        );
        Store.AddExperiments(group, Enumerable.Range(1, 6).Select(Planned));
        Store.Record(group, Enumerable.Range(1, 5).Select(number => Result(name, number)));
        Store.SetGroupStatus(group, "running", null);
        return group;
    }

    private static PlannedExperiment Planned(int number) =>
        new()
        {
            Index = number,
            Parameters = [],
            Declarations =
            [
                new("lr", Value.Of(number / 10.0)),
                new("activation", Value.Of(Activations[number % 3])),
                new("flag", Value.Of(number % 2 == 0)),
            ],
            Command = $"train {number}",
            Fingerprint = $"{number}",
        };

    private static ExperimentResult Result(string group, int number) =>
        new()
        {
            Group = $"{group}-1",
            Batch = 1,
            Index = number,
            Attempt = 1,
            Fingerprint = $"{number}",
            Status = Losses[number - 1] is null ? ExperimentStatus.Failed : ExperimentStatus.Succeeded,
            StartedAt = Start.AddMinutes(number),
            FinishedAt = Start.AddHours(number),
            Metrics = Losses[number - 1] is { } loss
                ? [new MetricSeries("loss", [new MetricPoint(0, 1), new MetricPoint(1, loss)])]
                : [],
        };
}
