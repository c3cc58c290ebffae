using Microsoft.Data.Sqlite;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>What SQLite refuses, in words that help. The codes are SQLite's primary result codes.</summary>
public static class StoreFaults
{
    internal const int Busy = 5;
    internal const int Locked = 6;
    internal const int ReadOnly = 8;
    internal const int CannotOpen = 14;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    /// <summary>What happened to a store and what to do.</summary>
    public static string Words(string path, SqliteException fault) =>
        fault.SqliteErrorCode switch
        {
            Busy or Locked =>
                $"The store '{path}' is held by another program and did not become free in time. Try again when that program is done.",
            ReadOnly => $"The store '{path}' cannot be written: the file or its folder is read-only.",
            Corrupt or NotADatabase =>
                $"The store '{path}' is damaged. 'dotnet polyaxon project rebuild' makes it anew from the experiments' records and "
                    + "keeps the damaged file.",
            Full => $"The store '{path}' cannot be written: the device is full.",
            CannotOpen => $"The store '{path}' cannot be opened: it is no file, or its folder may not be used.",
            _ => $"The store '{path}' cannot be used: {fault.Message}",
        };
}
