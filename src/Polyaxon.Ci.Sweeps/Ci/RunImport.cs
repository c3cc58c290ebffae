using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>A group that was taken into a project's store.</summary>
/// <param name="Id">Its running number.</param>
/// <param name="Name">Its unique name, <c>user.project.G</c>.</param>
/// <param name="Experiments">How many experiments it has.</param>
/// <param name="Results">How many of them have a final result.</param>
public sealed record ImportedGroup(long Id, string Name, int Experiments, int Results);

/// <summary>
/// Takes a sweep that ran in CI into a project's store and folders, as if it had run here. The same sweep taken in again becomes the
/// same group: what is newer is added, nothing is doubled.
/// </summary>
public sealed class RunImport(SweepStore store, string root, string project, string user)
{
    /// <summary>Takes in a group.</summary>
    /// <param name="key">What tells this sweep from every other, also from another run of the same group.</param>
    /// <param name="plan">Its newest plan.</param>
    /// <param name="end">Why it has nothing more to run, as its newest ledger says; null when none says so.</param>
    /// <param name="folder">Where its results lie, in any layout.</param>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    /// <exception cref="IOException">Its files cannot be copied.</exception>
    public ImportedGroup Take(string key, SweepPlan plan, PlanEnd? end, string folder)
    {
        EarlierResults results = new(plan.Group, [folder]);
        var group = store.GroupWithKey(key) ?? Add(key, plan);
        var ids = store.AddExperiments(group, plan.Entries.Select(entry => entry.Experiment));
        List<ExperimentResult> taken = [];
        foreach (var entry in plan.Entries)
        {
            if (
                results.Final(entry.Experiment.Index) is { } result
                && result.Result.Fingerprint == entry.Experiment.Fingerprint
            )
            {
                Copy(result, ExperimentFolder.Of(root, group, ids[entry.Experiment.Index]));
                taken.Add(result.Result);
            }
        }

        store.Record(group, taken);
        var (status, reason) = (plan.Ended ?? end) switch
        {
            null when taken.Count == plan.Entries.Length => ("done", null),
            null => ("running", "the results that were there have been pulled"),
            { Kind: PlanEndKind.Done } => ("done", null),
            { Kind: PlanEndKind.Stopped } stopped => ("stopped", stopped.Reason),
            var stuck => ("failed", stuck.Reason),
        };
        store.SetGroupStatus(group, status, reason);
        return new ImportedGroup(
            group,
            FormattableString.Invariant($"{user}.{project}.{group}"),
            plan.Entries.Length,
            taken.Count
        );
    }

    private long Add(string key, SweepPlan plan)
    {
        var file = plan.Source.Read().File;
        return store.AddGroup(
            new NewGroup(
                key,
                file?.Name ?? plan.Group,
                project,
                user,
                file?.Hptuning.Search.Algorithm ?? "grid",
                plan.Concurrency,
                plan.Seed
            )
            {
                Objective = plan.Objective,
                Description = file?.Description,
                Tags = file?.Tags ?? [],
            }
        );
    }

    private static void Copy(StoredResult result, ExperimentFolder target)
    {
        // The record names its attempt; a newer one that was pulled before stays.
        if (target.Result() is { } known && known.Attempt >= result.Result.Attempt)
        {
            return;
        }

        if (Directory.Exists(target.Path))
        {
            Directory.Delete(target.Path, recursive: true);
        }

        Directory.CreateDirectory(target.Path);
        var source = Path.Combine(
            Path.GetDirectoryName(result.Record)!,
            Path.GetFileNameWithoutExtension(result.Record)
        );
        if (Directory.Exists(source))
        {
            CopyBelow(new DirectoryInfo(source), target.Path);
        }

        AtomicFile.Write(target.ResultPath, ResultRecord.Write(result.Result), durable: false);
    }

    private static void CopyBelow(DirectoryInfo source, string target)
    {
        foreach (var entry in source.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            var path = Path.Combine(target, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                Directory.CreateDirectory(path);
                CopyBelow(folder, path);
            }
            else
            {
                File.Copy(entry.FullName, path);
            }
        }
    }
}
