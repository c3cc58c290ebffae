using System.Globalization;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>
/// Conditions on times: <c>2026-01-31</c>, <c>&gt;=2026-01-31 10:30</c>, <c>2026-01-01 .. 2026-01-31</c>. Times are UTC. One given
/// without seconds stands for its whole minute, one without a time of day for its whole day: <c>&lt;=2026-01-31</c> includes that day.
/// </summary>
internal static class TimeCondition
{
    private static readonly (string Format, TimeSpan Span)[] Formats =
    [
        ("yyyy-MM-dd", TimeSpan.FromDays(1)),
        ("yyyy-MM-dd HH:mm", TimeSpan.FromMinutes(1)),
        ("yyyy-MM-dd HH:mm:ss", TimeSpan.FromSeconds(1)),
    ];

    public static (QueryTest? Test, QueryFault? Fault) Parse(QueryField field, Piece operand)
    {
        var dots = operand.Text.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
        {
            var (low, high) = (operand.Inner(0, dots), operand.Skip(dots + 2));
            return Read(low) is { } from && Read(high) is { } to
                ? (new TimeTest(from.Start, to.End), null)
                : (null, Fault(field, Read(low) is null ? low : high));
        }

        var (comparison, rest) = ConditionParser.Operator(operand);
        return Read(rest) is { } time ? (Test(comparison, time.Start, time.End), null) : (null, Fault(field, rest));
    }

    private static TimeTest Test(Comparison? comparison, DateTimeOffset start, DateTimeOffset end) =>
        comparison switch
        {
            Comparison.Less => new TimeTest(null, start),
            Comparison.LessOrEqual => new TimeTest(null, end),
            Comparison.Greater => new TimeTest(end, null),
            Comparison.GreaterOrEqual => new TimeTest(start, null),
            _ => new TimeTest(start, end),
        };

    private static (DateTimeOffset Start, DateTimeOffset End)? Read(Piece piece)
    {
        var text = piece.Plain.Replace('T', ' ');
        foreach (var (format, span) in Formats)
        {
            if (
                DateTimeOffset.TryParseExact(
                    text,
                    format,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var start
                )
            )
            {
                // The last day of the calendar has no end within it.
                return (start, start > DateTimeOffset.MaxValue - span ? DateTimeOffset.MaxValue : start + span);
            }
        }

        return null;
    }

    private static QueryFault Fault(QueryField field, Piece piece) =>
        piece.Fault(
            $"'{field.Name}' is compared with a time such as 2026-01-31 or 2026-01-31 10:30:00 (UTC), as in >=2026-01-31, "
                + $"or lies in a range such as 2026-01-01 .. 2026-01-31; '{piece.Text}' is none."
        );
}
