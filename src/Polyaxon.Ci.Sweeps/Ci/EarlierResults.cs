using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>A result on disk.</summary>
/// <param name="Record">The path of its record.</param>
/// <param name="Result">The result.</param>
internal sealed record StoredResult(string Record, ExperimentResult Result)
{
    /// <summary>The outputs of the attempt; the folder need not exist.</summary>
    public string Outputs =>
        Path.Combine(Path.GetDirectoryName(Record)!, Path.GetFileNameWithoutExtension(Record), "outputs");
}

/// <summary>What earlier attempts and earlier batches left on disk.</summary>
internal sealed class EarlierResults
{
    private readonly Dictionary<long, List<StoredResult>> _results;

    /// <summary>Reads the results of a group below folders.</summary>
    public EarlierResults(string group, IEnumerable<string> folders) =>
        _results = folders
            .Distinct()
            .SelectMany(folder =>
                ArtifactTree
                    .Results([folder])
                    .Where(file => file.Result?.Group == group)
                    .Select(file => new StoredResult(Path.Combine(folder, file.Name), file.Result!))
            )
            .GroupBy(stored => stored.Result.Index)
            .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>The newest attempt that succeeded at the same work; null when none did.</summary>
    public StoredResult? Succeeded(long index, string fingerprint) =>
        Newest(index, result => result.Status == ExperimentStatus.Succeeded && result.Fingerprint == fingerprint);

    /// <summary>The newest attempt with a final status; null when there is none.</summary>
    public StoredResult? Final(long index) => Newest(index, result => result.Status.IsFinal());

    private StoredResult? Newest(long index, Func<ExperimentResult, bool> isWanted) =>
        _results
            .GetValueOrDefault(index)
            ?.Where(stored => isWanted(stored.Result))
            .MaxBy(stored => stored.Result.Attempt);
}
