using System.Globalization;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Times for programs: ISO 8601 in UTC with milliseconds, as the store keeps them.</summary>
internal static class IsoTime
{
    /// <summary>A time; null for null.</summary>
    public static string? Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
