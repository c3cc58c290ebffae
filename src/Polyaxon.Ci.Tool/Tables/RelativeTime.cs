using System.Globalization;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>Times as people say them: <c>a few seconds ago</c>, <c>3 minutes ago</c>, <c>1 week ago</c>.</summary>
internal static class RelativeTime
{
    private static readonly (double Days, string Name)[] Units =
    [
        (365, "year"),
        (30, "month"),
        (7, "week"),
        (1, "day"),
        (1.0 / 24, "hour"),
        (1.0 / 24 / 60, "minute"),
    ];

    /// <summary>How long before <paramref name="now"/> a time was; empty for null.</summary>
    public static string Text(DateTimeOffset? time, DateTimeOffset now)
    {
        if (time is not { } given)
        {
            return "";
        }

        var passed = now - given;
        foreach (var (days, name) in Units)
        {
            var count = (long)(passed / TimeSpan.FromDays(days));
            if (count >= 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")} ago");
            }
        }

        return "a few seconds ago";
    }
}
