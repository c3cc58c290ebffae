using System.Collections.Immutable;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Gathers reported values into series. Hostile amounts are cut: so many names, so many points, so long a name.</summary>
internal sealed class SeriesCollection
{
    private const int MostSeries = 10_000;
    private const int MostPoints = 1_000_000;
    private const int LongestName = 256;
    private readonly Dictionary<string, ImmutableArray<MetricPoint>.Builder> _series = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private int _points;

    /// <summary>The names met so far.</summary>
    public IReadOnlyList<string> Names => _order;

    /// <summary>Adds a value; without a step it follows the values reported before.</summary>
    public void Add(string name, long? step, double value)
    {
        if (name.Length is 0 or > LongestName || _points >= MostPoints)
        {
            return;
        }

        if (!_series.TryGetValue(name, out var points))
        {
            if (_order.Count >= MostSeries)
            {
                return;
            }

            _order.Add(name);
            _series[name] = points = ImmutableArray.CreateBuilder<MetricPoint>();
        }

        _points++;
        points.Add(new MetricPoint(step ?? points.Count, value));
    }

    /// <summary>Takes over the series of names not met here: an earlier source wins.</summary>
    public void Complete(SeriesCollection later)
    {
        foreach (var name in later._order.Where(name => !_series.ContainsKey(name)))
        {
            _order.Add(name);
            _series[name] = later._series[name];
        }
    }

    /// <summary>The series in the order first met.</summary>
    public ImmutableArray<MetricSeries> ToImmutable() =>
        [.. _order.Select(name => new MetricSeries(name, _series[name].ToImmutable()))];
}
