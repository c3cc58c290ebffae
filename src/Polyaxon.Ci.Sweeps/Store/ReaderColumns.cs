using Microsoft.Data.Sqlite;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Reads columns that may be null.</summary>
internal static class ReaderColumns
{
    public static string? Text(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A time kept as milliseconds since 1970, UTC.</summary>
    public static DateTimeOffset? Time(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
