using System.Collections.Immutable;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// Keeps of a finished experiment's series what is still needed: the extremes and the last value, in their order; and of the series
/// that policies compare, enough points to compare them at any step.
/// </summary>
public static class SeriesThinning
{
    /// <summary>The most points kept of a series that policies compare.</summary>
    public const int ComparedPoints = 1000;

    /// <summary>The thinned series.</summary>
    /// <param name="metrics">All series of an experiment.</param>
    /// <param name="compared">The names of those that policies compare.</param>
    public static ImmutableArray<MetricSeries> Thin(
        ImmutableArray<MetricSeries> metrics,
        ImmutableArray<string> compared
    ) =>
        metrics.All(series => IsThin(series, compared))
            ? metrics
            : [.. metrics.Select(series => compared.Contains(series.Name) ? Spread(series) : Extremes(series))];

    private static bool IsThin(MetricSeries series, ImmutableArray<string> compared) =>
        series.Points.Length <= 3 || (series.Points.Length <= ComparedPoints && compared.Contains(series.Name));

    private static MetricSeries Extremes(MetricSeries series)
    {
        var (min, max) = (IndexOf(series.Points, series.Min), IndexOf(series.Points, series.Max));
        var kept = ImmutableArray.CreateBuilder<MetricPoint>(3);
        for (var at = 0; at < series.Points.Length; at++)
        {
            if (at == min || at == max || at == series.Points.Length - 1)
            {
                kept.Add(series.Points[at]);
            }
        }

        return series with
        {
            Points = kept.DrainToImmutable(),
        };
    }

    /// <summary>Points at equal distances, the last among them.</summary>
    private static MetricSeries Spread(MetricSeries series)
    {
        var count = series.Points.Length;
        return count <= ComparedPoints
            ? series
            : series with
            {
                Points =
                [
                    .. Enumerable
                        .Range(1, ComparedPoints)
                        .Select(i => series.Points[(int)((long)i * count / ComparedPoints) - 1]),
                ],
            };
    }

    private static int IndexOf(ImmutableArray<MetricPoint> points, double value)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i].Value.Equals(value))
            {
                return i;
            }
        }

        return -1;
    }
}
