using System.Globalization;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Sweeps.Records;

namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>Finds the folders of groups and experiments, which are called by their running numbers.</summary>
internal static class NumberedFolders
{
    /// <summary>The groups of a project by ascending number.</summary>
    public static IEnumerable<(long Id, string Path)> Groups(string root) => In(Path.Combine(root, "groups"));

    /// <summary>The experiments of a group that left a record, by ascending number.</summary>
    public static IEnumerable<(long Id, string Path)> Experiments(string group) =>
        In(group).Where(folder => File.Exists(new ExperimentFolder(folder.Path).ResultPath));

    /// <summary>The records of an experiment's earlier attempts, the first first; what cannot be read is left out.</summary>
    public static IEnumerable<ExperimentResult> Attempts(string experiment) =>
        In(Path.Combine(experiment, "attempts"))
            .Select(attempt => new ExperimentFolder(attempt.Path).Result())
            .OfType<ExperimentResult>();

    private static List<(long Id, string Path)> In(string folder)
    {
        List<(long, string)> found = [];
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            var isNumber = long.TryParse(
                Path.GetFileName(path),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            );
            if (isNumber && id > 0)
            {
                found.Add((id, path));
            }
        }

        found.Sort();
        return found;
    }
}
