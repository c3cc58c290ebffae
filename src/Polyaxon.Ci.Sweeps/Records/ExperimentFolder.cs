using System.Collections.Immutable;
using System.Text;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Sweeps.Records;

/// <summary>What an experiment leaves on this machine: <c>groups/G/E/</c> below the project's <c>.polyaxon</c> folder.</summary>
/// <param name="Path">The folder; need not exist.</param>
public sealed record ExperimentFolder(string Path)
{
    private const int TailBytes = 16 * 1024;

    /// <summary>The log, with standard output and error as they came.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "log.txt");

    /// <summary>The files it left.</summary>
    public string OutputsPath => System.IO.Path.Combine(Path, "outputs");

    /// <summary>The result of its newest attempt.</summary>
    public string ResultPath => System.IO.Path.Combine(Path, "result.json");

    /// <summary>The folder of an experiment.</summary>
    /// <param name="root">The project's <c>.polyaxon</c> folder.</param>
    /// <param name="group">The group's running number.</param>
    /// <param name="experiment">The experiment's running number.</param>
    public static ExperimentFolder Of(string root, long group, long experiment) =>
        new(
            System.IO.Path.Combine(
                root,
                "groups",
                FormattableString.Invariant($"{group}"),
                FormattableString.Invariant($"{experiment}")
            )
        );

    /// <summary>The result of its newest attempt; null when there is none, or half of one.</summary>
    public ExperimentResult? Result() => Read(ResultPath) is { } text ? ResultRecord.Read(text) : null;

    /// <summary>The series of its metrics: of its result, or while it runs what it reported so far.</summary>
    /// <param name="result">Its result; null when there is none.</param>
    public ImmutableArray<MetricSeries> Series(ExperimentResult? result) =>
        result?.Status.IsFinal() == true
            ? result.Metrics
            : MetricsCollector.Collect(System.IO.Path.Combine(Path, "metrics.jsonl"), OutputsPath, null);

    /// <summary>The last lines of its log as it is now; empty when there is none.</summary>
    public IReadOnlyList<string> LogTail(int lines)
    {
        try
        {
            using FileStream log = new(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            log.Seek(-Math.Min(TailBytes, log.Length), SeekOrigin.End);
            var cut = log.Position > 0;
            using StreamReader reader = new(log, Encoding.UTF8);
            var all = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
            // The first line may be half of one.
            return all is [""] ? [] : [.. all.Skip(cut && all.Length > 1 ? 1 : 0).TakeLast(lines)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
