using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Tests.Store;

public sealed class SweepStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_stored_is_there_when_opened_again()
    {
        long group;
        using (var store = Open())
        {
            group = AddGroup(store, "a");
            store.AddExperiments(group, [Planned(1), Planned(2)]);
            store.Record(group, [Result(1, 1, ExperimentStatus.Succeeded)]);
        }

        using var again = Open();
        var rows = new StoredRows(again).Experiments(group, 0, 20);
        Assert.Equal([ExperimentStatus.Succeeded, ExperimentStatus.Created], rows.Select(row => row.Status));
        Assert.Equal("""{"lr":1e-05}""", rows[0].Declarations);
        Assert.Equal([2], new StoredRows(again).Experiments(group, 1, 20).Select(row => row.Number));
        Assert.Null(again.JournalNote);
    }

    [Fact]
    public void Results_may_come_in_any_order_and_more_than_once()
    {
        using var store = Open();
        var group = AddGroup(store, "a");
        store.AddExperiments(group, [Planned(1)]);
        var final = Result(1, 2, ExperimentStatus.Succeeded);
        store.Record(
            group,
            [final, Result(1, 2, ExperimentStatus.Running), Result(1, 1, ExperimentStatus.Failed), final]
        );
        store.AddExperiments(group, [Planned(1)]);
        var row = Assert.Single(new StoredRows(store).Experiments(group, 0, 20));
        Assert.Equal((2, ExperimentStatus.Succeeded), (row.Attempt, row.Status));
    }

    [Fact]
    public void Many_tools_may_make_and_use_one_new_store_at_once()
    {
        Parallel.For(
            0,
            8,
            new ParallelOptions
            {
                CancellationToken = TestContext.Current.CancellationToken,
                MaxDegreeOfParallelism = 8,
            },
            tool =>
            {
                using var store = Open();
                var group = AddGroup(store, $"g{tool}");
                store.AddExperiments(group, Enumerable.Range(1, 50).Select(number => Planned(number)));
                store.Record(
                    group,
                    Enumerable.Range(1, 50).Select(number => Result(number, 1, ExperimentStatus.Succeeded))
                );
            }
        );
        using var all = Open();
        Assert.All(
            Enumerable.Range(1, 8),
            group =>
                Assert.All(
                    new StoredRows(all).Experiments(group, 0, 100),
                    row => Assert.Equal(ExperimentStatus.Succeeded, row.Status)
                )
        );
        Assert.Equal(400, Enumerable.Range(1, 8).Sum(group => new StoredRows(all).Experiments(group, 0, 100).Count));
    }

    [Fact]
    public void A_file_that_is_no_store_is_told_in_words()
    {
        _folder.Write("p.db", new string('x', 5000));
        var fault = Assert.Throws<StoreException>(Open);
        Assert.Contains("p.db", fault.Message, StringComparison.Ordinal);
    }

    private static long AddGroup(SweepStore store, string key) =>
        store.AddGroup(new NewGroup(key, null, "mnist", "admin", "grid", 1, 0));

    private static PlannedExperiment Planned(long number) =>
        new()
        {
            Index = number,
            Parameters = [],
            Declarations = [new("lr", Value.Of(1e-5))],
            Command = "true",
            Fingerprint = "",
        };

    private static ExperimentResult Result(long number, int attempt, ExperimentStatus status) =>
        new()
        {
            Group = "a",
            Batch = 1,
            Index = number,
            Attempt = attempt,
            Fingerprint = "",
            Status = status,
            StartedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = status.IsFinal() ? DateTimeOffset.UnixEpoch.AddSeconds(1) : null,
            Metrics = [new MetricSeries("loss", [new MetricPoint(0, double.NaN)])],
        };

    private SweepStore Open() => SweepStore.Open(_folder.File("p.db"), TimeProvider.System);
}
