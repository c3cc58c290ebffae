using System.Globalization;
using System.Xml;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Counts of test reports, JUnit and TRX: <c>tests.total</c>, <c>tests.failed</c>, <c>tests.skipped</c>, <c>tests.passed</c> and, for JUnit,
/// <c>tests.seconds</c>. Document types and external entities are refused.
/// </summary>
internal static class TestReportMetrics
{
    public static void Read(Stream stream, SeriesCollection series)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MetricsCollector.LargestFile,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            ReadReport(reader, series);
        }
        catch (XmlException)
        {
            // Half a report tells nothing that could be relied on.
        }
    }

    private static void ReadReport(XmlReader reader, SeriesCollection series)
    {
        Dictionary<string, double> sums = new(StringComparer.Ordinal);
        var isTrx = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "Counters")
            {
                isTrx = true;
                Sum(
                    reader,
                    sums,
                    ("total", "total"),
                    ("failed", "failed"),
                    ("notExecuted", "skipped"),
                    ("error", "failed")
                );
            }
            else if (reader.LocalName == "testcase")
            {
                Add(sums, "total", 1);
                Sum(reader, sums, ("time", "seconds"));
            }
            else if (reader.LocalName is "failure" or "error" or "skipped" && !isTrx)
            {
                Add(sums, reader.LocalName == "skipped" ? "skipped" : "failed", 1);
            }
        }

        Report(sums, series);
    }

    private static void Report(Dictionary<string, double> sums, SeriesCollection series)
    {
        if (!sums.TryGetValue("total", out var total))
        {
            return;
        }

        var (failed, skipped) = (sums.GetValueOrDefault("failed"), sums.GetValueOrDefault("skipped"));
        series.Add("tests.total", null, total);
        series.Add("tests.failed", null, failed);
        series.Add("tests.skipped", null, skipped);
        series.Add("tests.passed", null, total - failed - skipped);
        if (sums.TryGetValue("seconds", out var seconds))
        {
            series.Add("tests.seconds", null, seconds);
        }
    }

    private static void Sum(
        XmlReader reader,
        Dictionary<string, double> sums,
        params (string Attribute, string Name)[] counts
    )
    {
        foreach (var (attribute, name) in counts)
        {
            if (
                double.TryParse(
                    reader.GetAttribute(attribute),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
            {
                Add(sums, name, count);
            }
        }
    }

    private static void Add(Dictionary<string, double> sums, string name, double count) =>
        sums[name] = sums.GetValueOrDefault(name) + count;
}
