namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>Where the current folder lies in its repository.</summary>
internal static class RepositoryFolder
{
    /// <summary>The current folder below the repository's root, with forward slashes; <c>.</c> at the root or outside of one.</summary>
    public static string Current()
    {
        var current = Directory.GetCurrentDirectory();
        for (var folder = new DirectoryInfo(current); folder is not null; folder = folder.Parent)
        {
            // A folder in a clone, a file in a worktree.
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return Path.GetRelativePath(folder.FullName, current).Replace('\\', '/');
            }
        }

        return ".";
    }
}
