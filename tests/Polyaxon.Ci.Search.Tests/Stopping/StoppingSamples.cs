using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Search.Tests.Stopping;

/// <summary>Items as a polyaxonfile writes them, and experiments as short texts.</summary>
internal static class StoppingSamples
{
    /// <summary>The items of an <c>early_stopping</c> list in flow style.</summary>
    public static ImmutableArray<EarlyStoppingItem> Items(params string[] items)
    {
        var text =
            "version: 1\nkind: group\nhptuning:\n  matrix: {a: {values: [1]}}\n"
            + $"  early_stopping: [{string.Join(", ", items)}]\nrun: {{cmd: t}}\n";
        var result = PolyaxonfileReader.Read([new SourceText("f", text)], []);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.File!.Hptuning.EarlyStopping;
    }

    /// <summary><c>7 running 0.5 0.4 30=0.3</c>: id, status and the reports of <c>loss</c>, numbered from 0 or with their step.</summary>
    public static ExperimentSeries Experiment(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(ExperimentStatuses.TryParse(words[1], out var status));
        var points = words[2..].Select(Point).ToImmutableArray();
        return new ExperimentSeries(
            long.Parse(words[0], CultureInfo.InvariantCulture),
            status,
            points.IsEmpty ? [] : [new MetricSeries("other", [new MetricPoint(0, 0)]), new MetricSeries("loss", points)]
        );
    }

    /// <summary>Several of them.</summary>
    public static ExperimentSeries[] Experiments(params string[] texts) => [.. texts.Select(Experiment)];

    private static MetricPoint Point(string word, int index)
    {
        var parts = word.Split('=');
        return new MetricPoint(
            parts.Length == 2 ? long.Parse(parts[0], CultureInfo.InvariantCulture) : index,
            double.Parse(parts[^1], CultureInfo.InvariantCulture)
        );
    }
}
