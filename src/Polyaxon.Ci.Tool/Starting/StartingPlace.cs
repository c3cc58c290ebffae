using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Tool.Starting;

/// <summary>Where the files to start from belong: the polyaxonfile into the current folder, the workflow into its repository.</summary>
/// <param name="Folder">The current folder.</param>
/// <param name="Repository">The repository's root; the current folder where there is no repository.</param>
internal sealed record StartingPlace(string Folder, string Repository)
{
    /// <summary>The place of a folder: its repository is the nearest folder above, or itself, with a <c>.git</c>.</summary>
    public static StartingPlace Of(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return new StartingPlace(folder, at.FullName);
            }
        }

        return new StartingPlace(folder, folder);
    }

    /// <summary>Where the polyaxonfile goes.</summary>
    public string Polyaxonfile => Path.Combine(Folder, StartingFiles.Polyaxonfile);

    /// <summary>Where the workflow goes.</summary>
    public string Workflow => Path.Combine([Repository, .. StartingFiles.Workflow.Split('/')]);

    /// <summary>A polyaxonfile that is there already, which may have another of the default names; null when there is none.</summary>
    public string? Existing => SourceFiles.FindDefault(Folder);

    /// <summary>The polyaxonfile's path in its repository, as a workflow names it.</summary>
    public string NameInRepository(string name) =>
        Path.GetRelativePath(Repository, Path.Combine(Folder, name)).Replace(Path.DirectorySeparatorChar, '/');
}
