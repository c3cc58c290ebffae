using System.Globalization;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>
/// The folder of a leg's results: <c>e7-a1.json</c> and beside it <c>e7-a1/</c> with log, metrics and outputs. Names are unique in a
/// group, so folders of several legs can be laid on top of each other.
/// </summary>
internal sealed class ResultFolder(string path)
{
    /// <summary>The record of an attempt.</summary>
    public string RecordOf(long index, int attempt) =>
        Path.Combine(path, ArtifactNames.Experiment(index, attempt) + ".json");

    /// <summary>What an attempt leaves beside its record.</summary>
    public string FolderOf(long index, int attempt) => Path.Combine(path, ArtifactNames.Experiment(index, attempt));

    /// <summary>
    /// Takes the first free attempt from one on by making its record's file: who makes it owns it, so neither a tool started twice
    /// nor one that was killed loses a result.
    /// </summary>
    public int Claim(long index, int from)
    {
        Directory.CreateDirectory(path);
        for (var attempt = from; ; attempt++)
        {
            try
            {
                using FileStream file = new(RecordOf(index, attempt), FileMode.CreateNew, FileAccess.Write);
                return attempt;
            }
            catch (IOException) when (File.Exists(RecordOf(index, attempt)))
            {
                // Taken: by an earlier run that was cut short, or by another leg's copy.
            }
        }
    }

    /// <summary>Writes the record of an experiment that is not run.</summary>
    public void Leave(ExperimentResult result) =>
        AtomicFile.Write(RecordOf(result.Index, result.Attempt), ResultRecord.Write(result), durable: false);

    /// <summary>Takes over an earlier attempt's result with all it left, so that this folder is complete by itself.</summary>
    public void Adopt(string record, ExperimentResult result)
    {
        var to = RecordOf(result.Index, result.Attempt);
        var from = Path.GetFullPath(record);
        if (from == Path.GetFullPath(to))
        {
            return;
        }

        Directory.CreateDirectory(path);
        var folder = Path.Combine(Path.GetDirectoryName(from)!, Path.GetFileNameWithoutExtension(from));
        if (Directory.Exists(folder))
        {
            Copy(new DirectoryInfo(folder), FolderOf(result.Index, result.Attempt));
        }

        AtomicFile.Write(to, ResultRecord.Write(result), durable: false);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.GetFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            var target = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                Copy(folder, target);
            }
            else
            {
                File.Copy(entry.FullName, target, overwrite: true);
            }
        }
    }

    /// <summary>The folder of a leg's build.</summary>
    public string BuildFolder(int batch, int leg, int attempt) =>
        Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"build-b{batch}-l{leg}-a{attempt}"));
}
