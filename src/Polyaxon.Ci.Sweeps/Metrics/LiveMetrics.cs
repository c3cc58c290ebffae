using System.Collections.Immutable;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// What a running experiment has reported so far: its tracked file, <c>metrics.jsonl</c> of its outputs folder, and its output; of a
/// name that several report, the first counts. Each call reads only what is new. For one thread; the output may come on another.
/// </summary>
/// <param name="trackedFile">The file <c>POLYAXON_METRICS_FILE</c> names; need not exist.</param>
/// <param name="outputsFolder">The outputs folder; need not exist.</param>
/// <param name="output">What is found in the output; null when nobody listens.</param>
public sealed class LiveMetrics(string trackedFile, string outputsFolder, OutputMetrics? output)
{
    private readonly MetricsTail _tracked = new(trackedFile);
    private readonly MetricsTail _lines = new(Path.Combine(outputsFolder, "metrics.jsonl"));
    private ImmutableArray<MetricSeries> _known = [];
    private int _seen;

    /// <summary>The series so far.</summary>
    public ImmutableArray<MetricSeries> Read()
    {
        var version = output?.Version ?? 0;
        var isNew = _tracked.Advance() | _lines.Advance() | (version != _seen);
        if (isNew)
        {
            _seen = version;
            _known =
            [
                .. _tracked
                    .Series.ToImmutable()
                    .Concat(_lines.Series.ToImmutable())
                    .Concat(output?.Snapshot() ?? [])
                    .DistinctBy(series => series.Name),
            ];
        }

        return _known;
    }
}
