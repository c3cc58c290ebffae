using static System.FormattableString;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Durations as the old tool wrote them: <c>2d 3h 4m</c>, <c>1h 5m</c>, <c>3m 20s</c>, <c>45s</c>.</summary>
internal static class Durations
{
    /// <summary>From a start to an end; to now when it has not ended; empty when it never started.</summary>
    public static string Text(DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now) =>
        start is { } from ? Text((end ?? now) - from) : "";

    /// <summary>A duration; a negative one, of a clock that was set back, counts as none.</summary>
    public static string Text(TimeSpan duration)
    {
        var seconds = Math.Max(0, (long)duration.TotalSeconds);
        var (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
        return days > 0 ? Invariant($"{days}d {hours}h {minutes}m")
            : hours > 0 ? Invariant($"{hours}h {minutes}m")
            : minutes > 0 ? Invariant($"{minutes}m {seconds % 60}s")
            : Invariant($"{seconds}s");
    }
}
