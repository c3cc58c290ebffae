using Microsoft.Data.Sqlite;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Tests.Store;

public sealed class StoreOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_store_and_records_there_is_nothing_to_look_at_and_nothing_is_made()
    {
        Assert.Null(SweepStore.OpenExisting(_folder.Path, TimeProvider.System));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_store_of_a_later_version_is_left_alone()
    {
        using (SweepStore.Open(_folder.File("polyaxon.db"), TimeProvider.System)) { }
        Execute("PRAGMA user_version = 999");
        var fault = Assert.Throws<StoreException>(() => SweepStore.OpenExisting(_folder.Path, TimeProvider.System));

        Assert.Contains("use a later version of the tool", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_without_a_definition_are_enough_and_broken_ones_are_counted()
    {
        for (var id = 3; id < 6; id++)
        {
            var folder = ExperimentFolder.Of(_folder.Path, 2, id);
            Directory.CreateDirectory(folder.Path);
            File.WriteAllText(folder.ResultPath, id == 5 ? "{\"half" : SampleStore.ResultText(id - 2));
        }

        using var store = SweepStore.OpenExisting(_folder.Path, TimeProvider.System)!;

        Assert.Equal(
            "The store was made anew from the records of 2 experiments in 1 groups; 1 records could not be read.",
            store.Note
        );
        Assert.Equal("done", new GroupTable(store).Find(2)!.Status);
        Assert.Equal(
            [3, 4],
            new ExperimentTable(store)
                .Page(ExperimentScope.OfGroup(2), Sweeps.Store.Queries.Query.All, 0, 9)
                .Select(one => one.Id)
        );
        Assert.Equal("0.3", new ExperimentTable(store).Metrics(4).Single().Value);
    }

    [Fact]
    public void A_run_without_its_store_does_not_take_numbers_that_are_taken()
    {
        var folder = ExperimentFolder.Of(_folder.Path, 7, 9);
        Directory.CreateDirectory(folder.Path);
        File.WriteAllText(folder.ResultPath, SampleStore.ResultText(1));
        using var store = SweepStore.Open(_folder.File("polyaxon.db"), TimeProvider.System);

        Assert.Equal(8, store.AddGroup(new NewGroup("new", null, "mnist", "admin", "grid", 1, 0)));
    }

    private void Execute(string text)
    {
        using SqliteConnection connection = new($"Data Source={_folder.File("polyaxon.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this class.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
