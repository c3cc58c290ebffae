using Microsoft.Data.Sqlite;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Brings a store's tables to the form this version knows, one step a version. A step once released never changes.</summary>
internal static class Migrations
{
    private static readonly string[] Steps =
    [
        """
            CREATE TABLE groups (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                key TEXT NOT NULL UNIQUE,
                name TEXT,
                project TEXT NOT NULL,
                user TEXT NOT NULL,
                algorithm TEXT NOT NULL,
                concurrency INTEGER NOT NULL,
                seed INTEGER NOT NULL,
                objective TEXT,
                maximize INTEGER,
                status TEXT NOT NULL,
                message TEXT,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                finished_at INTEGER
            );
            CREATE INDEX groups_by_project ON groups (project, id);
            CREATE TABLE experiments (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                group_id INTEGER NOT NULL REFERENCES groups (id),
                number INTEGER NOT NULL,
                attempt INTEGER NOT NULL DEFAULT 0,
                status TEXT NOT NULL,
                message TEXT,
                declarations TEXT NOT NULL,
                parent INTEGER,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                finished_at INTEGER,
                UNIQUE (group_id, number)
            );
            CREATE INDEX experiments_by_status ON experiments (group_id, status);
            CREATE TABLE metrics (
                experiment_id INTEGER NOT NULL REFERENCES experiments (id),
                name TEXT NOT NULL,
                last REAL,
                text TEXT NOT NULL,
                PRIMARY KEY (experiment_id, name)
            ) WITHOUT ROWID;
            CREATE INDEX metrics_by_value ON metrics (name, last, experiment_id);
            CREATE TABLE statuses (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                group_id INTEGER NOT NULL,
                experiment_id INTEGER,
                created_at INTEGER NOT NULL,
                status TEXT NOT NULL,
                message TEXT
            );
            CREATE INDEX statuses_by_group ON statuses (group_id, experiment_id, id);
            """,
        // What is looked at: commands, and parameters and metrics by value within their group. Parameters follow the
        // declarations by themselves, so that nobody who writes experiments has to think of them.
        """
            ALTER TABLE groups ADD COLUMN description TEXT;
            ALTER TABLE groups ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
            ALTER TABLE experiments ADD COLUMN command TEXT;
            ALTER TABLE metrics ADD COLUMN group_id INTEGER;
            UPDATE metrics SET group_id = (SELECT group_id FROM experiments WHERE id = experiment_id);
            DROP INDEX metrics_by_value;
            CREATE INDEX metrics_by_value ON metrics (group_id, name, last);
            CREATE TABLE params (
                experiment_id INTEGER NOT NULL REFERENCES experiments (id),
                name TEXT NOT NULL,
                group_id INTEGER NOT NULL,
                number REAL,
                text TEXT NOT NULL,
                PRIMARY KEY (experiment_id, name)
            ) WITHOUT ROWID;
            CREATE TRIGGER params_of_experiment AFTER INSERT ON experiments BEGIN
                INSERT INTO params (experiment_id, name, group_id, number, text)
                SELECT NEW.id, key, NEW.group_id,
                    CASE WHEN type IN ('integer', 'real') THEN value END,
                    CASE WHEN type IN ('true', 'false', 'null') THEN type ELSE CAST(value AS TEXT) END
                FROM json_each(NEW.declarations);
            END;
            INSERT INTO params (experiment_id, name, group_id, number, text)
            SELECT e.id, j.key, e.group_id,
                CASE WHEN j.type IN ('integer', 'real') THEN j.value END,
                CASE WHEN j.type IN ('true', 'false', 'null') THEN j.type ELSE CAST(j.value AS TEXT) END
            FROM experiments e, json_each(e.declarations) j;
            CREATE INDEX params_by_number ON params (group_id, name, number);
            CREATE INDEX params_by_text ON params (group_id, name, text);
            """,
        // The suggestion as text, from which an experiment is planned again when its group is resumed.
        "ALTER TABLE experiments ADD COLUMN plan TEXT",
    ];

    /// <summary>Applies the missing steps.</summary>
    /// <param name="connection">The opened store.</param>
    /// <param name="fill">Fills a store that was just made, before anybody else sees it.</param>
    /// <exception cref="StoreException">The store was written by a later version.</exception>
    public static void Apply(SqliteConnection connection, Action<SqliteTransaction> fill)
    {
        if (IsCurrent(connection))
        {
            return;
        }

        // Immediate: of two tools that open a new store at once the second waits here and then finds the work done.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (IsCurrent(connection))
        {
            return;
        }

        var version = Version(connection);
        foreach (var step in Steps[version..])
        {
            Execute(connection, step);
        }

        Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {Steps.Length}"));
        if (version == 0)
        {
            fill(transaction);
        }

        transaction.Commit();
    }

    /// <summary>Whether the store has the form this version knows.</summary>
    /// <exception cref="StoreException">The store was written by a later version.</exception>
    public static bool IsCurrent(SqliteConnection connection)
    {
        var version = Version(connection);
        return version > Steps.Length
            ? throw new StoreException(
                $"The store has version {version}, this tool knows up to {Steps.Length}: use a later version of the tool."
            )
            : version == Steps.Length;
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
