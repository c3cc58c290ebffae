using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Polyaxon.Ci.Sweeps.Store;

/// <content>How a store is opened, made, brought up to date and made anew.</content>
public sealed partial class SweepStore
{
    private const int BusySeconds = 30;

    /// <summary>Why the store does not use write-ahead logging; null when it does.</summary>
    public string? JournalNote { get; private init; }

    /// <summary>What the user should know about how the store was opened; null when there is nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>
    /// Opens a store, making or migrating it where needed. One that is missing while experiments' records lie beside it is filled
    /// from them.
    /// </summary>
    /// <exception cref="StoreException">It cannot be opened, written or understood.</exception>
    public static SweepStore Open(string path, TimeProvider time) => Guarded(path, () => OpenForWriting(path, time));

    /// <summary>
    /// Opens a project's store to look at it; null when there is neither a store nor a record. A folder that cannot be written is
    /// fine unless the store has to be made or migrated.
    /// </summary>
    /// <param name="root">The project's <c>.polyaxon</c> folder.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreException">It cannot be opened or understood.</exception>
    public static SweepStore? OpenExisting(string root, TimeProvider time)
    {
        var path = Path.Combine(root, "polyaxon.db");
        return File.Exists(path) ? Guarded(path, () => OpenForReading(path, time))
            : StoreRebuild.HasRecords(root) ? Open(path, time)
            : null;
    }

    /// <summary>Moves a project's store away under a name of its own, its side files with it. Gives the new path; null when there is none.</summary>
    /// <exception cref="IOException">It could not be moved.</exception>
    public static string? SetAside(string root, TimeProvider time)
    {
        var path = Path.Combine(root, "polyaxon.db");
        if (!File.Exists(path))
        {
            return null;
        }

        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var kept = Path.Combine(root, $"polyaxon-{stamp}.db");
        File.Move(path, kept);
        foreach (var side in new[] { "-wal", "-shm", "-journal" }.Where(side => File.Exists(path + side)))
        {
            File.Move(path + side, kept + side);
        }

        return kept;
    }

    private static SweepStore Guarded(string path, Func<SweepStore> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException fault)
        {
            throw new StoreException(StoreFaults.Words(path, fault), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The store '{path}' cannot be used: {fault.Message}", fault);
        }
    }

    private static SweepStore OpenForWriting(string path, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var mode = Journal(connection);
            SweepStore store = new(connection, time)
            {
                JournalNote =
                    mode == "wal"
                        ? null
                        : $"Write-ahead logging does not work here; the store uses journal mode {mode}.",
            };
            store.Migrate(path);
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SweepStore OpenForReading(string path, TimeProvider time)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path, SqliteOpenMode.ReadWrite);
            SweepStore store = new(connection, time);
            store.Migrate(path);
            return store;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is StoreFaults.ReadOnly or StoreFaults.CannotOpen)
        {
            // Write-ahead logging needs files beside the store even to read it, which a read-only folder does not allow.
            connection?.Dispose();
            return OpenUnchanging(path, time);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static SweepStore OpenUnchanging(string path, TimeProvider time)
    {
        var connection = Connect($"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);
        try
        {
            if (!Migrations.IsCurrent(connection))
            {
                throw new StoreException(
                    $"The store '{path}' was written by an earlier version and has to be brought up to date, but it is read-only: "
                        + "make it writable or look at a copy of its folder."
                );
            }

            var isBehind = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
            return new SweepStore(connection, time)
            {
                Note = isBehind ? "The store is read-only and was not closed; its newest changes are not shown." : null,
            };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Connect(string source, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(
            new SqliteConnectionStringBuilder
            {
                DataSource = source,
                Mode = mode,
                DefaultTimeout = BusySeconds,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static string Journal(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL";
        try
        {
            return (string)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE";
            return (string)command.ExecuteScalar()!;
        }
    }

    private void Migrate(string path) =>
        Migrations.Apply(
            _connection,
            transaction =>
                Note = new StoreRebuild(this, transaction, Path.GetDirectoryName(Path.GetFullPath(path))!).Fill()
        );
}
