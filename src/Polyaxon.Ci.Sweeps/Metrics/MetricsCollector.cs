using System.Collections.Immutable;
using Polyaxon.Ci.Search.Stopping;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Reads what an experiment reported: its tracked file, then known files of its outputs folder, then its output. Of a name that
/// several sources report the first counts. Never throws for what a program can leave behind.
/// </summary>
public static class MetricsCollector
{
    /// <summary>Files above this size, in bytes, are passed over.</summary>
    internal const long LargestFile = 256 * 1024 * 1024;

    private const int MostFiles = 1000;
    private const int DeepestFolder = 4;

    /// <summary>Reads all metrics of an attempt.</summary>
    /// <param name="trackedFile">The file <c>POLYAXON_METRICS_FILE</c> named; need not exist.</param>
    /// <param name="outputsFolder">The outputs folder; need not exist.</param>
    /// <param name="output">What was found in the output; null when nobody listened.</param>
    public static ImmutableArray<MetricSeries> Collect(string trackedFile, string outputsFolder, OutputMetrics? output)
    {
        SeriesCollection all = new();
        ReadFile(trackedFile, stream => JsonMetrics.ReadLines(new StreamReader(stream), all));
        foreach (var file in Files(outputsFolder))
        {
            SeriesCollection found = new();
            ReadKnown(file, found);
            all.Complete(found);
        }

        all.Complete(output?.Series ?? new SeriesCollection());
        return all.ToImmutable();
    }

    private static void ReadKnown(string path, SeriesCollection series)
    {
        var name = Path.GetFileName(path);
        Action<Stream>? read = name switch
        {
            "metrics.json" => stream => JsonMetrics.ReadObject(new StreamReader(stream).ReadToEnd(), series),
            "metrics.jsonl" => stream => JsonMetrics.ReadLines(new StreamReader(stream), series),
            _ when name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => stream =>
                CsvMetrics.Read(new StreamReader(stream), series),
            _ when name.StartsWith("events.out.tfevents.", StringComparison.Ordinal) => stream =>
                TensorBoardMetrics.Read(stream, series),
            _ when name.EndsWith("-report-full.json", StringComparison.Ordinal) => stream =>
                BenchmarkMetrics.Read(stream, series),
            _ when name.EndsWith(".trx", StringComparison.OrdinalIgnoreCase) || IsJUnit(name) => stream =>
                TestReportMetrics.Read(stream, series),
            _ => null,
        };
        if (read is not null)
        {
            ReadFile(path, read);
        }
    }

    private static bool IsJUnit(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        && (
            name.Contains("junit", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TEST-", StringComparison.Ordinal)
        );

    // metrics.json before the others, then by name, so that the same files give the same metrics on every file system.
    private static IEnumerable<string> Files(string folder)
    {
        EnumerationOptions options = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DeepestFolder,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", options)
                .Take(MostFiles)
                .OrderBy(path => !Path.GetFileName(path).StartsWith("metrics.json", StringComparison.Ordinal))
                .ThenBy(path => path, StringComparer.Ordinal)
            : [];
    }

    private static void ReadFile(string path, Action<Stream> read)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.LinkTarget is null && file.Length <= LargestFile)
            {
                using FileStream stream = new(
                    path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete
                );
                read(stream);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It went away or may not be read: no metrics from it.
        }
    }
}
