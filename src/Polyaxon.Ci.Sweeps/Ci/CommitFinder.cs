namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>Finds the commit of the code that is run: as the CI system says, else from the repository around a folder.</summary>
public static class CommitFinder
{
    private static readonly string[] Variables = ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION"];

    /// <summary>The commit in lower-case hex; null outside a repository.</summary>
    /// <param name="folder">A folder inside the repository.</param>
    public static string? Find(string folder) =>
        Variables
            .Select(Environment.GetEnvironmentVariable)
            .Append(OfRepository(folder))
            .FirstOrDefault(commit => commit is not null && IsCommit(commit));

    /// <summary>Whether a text is a commit's full name.</summary>
    public static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static string? OfRepository(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                {
                    return Head(git, git);
                }

                // A further work tree of a repository: the file names its folder, which names the common one.
                if (
                    File.Exists(git) && File.ReadAllText(git).Trim() is ['g', 'i', 't', 'd', 'i', 'r', ':', .. var path]
                )
                {
                    var own = Path.GetFullPath(path.Trim(), at.FullName);
                    var common = Path.Combine(own, "commondir");
                    return Head(
                        own,
                        File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), own) : own
                    );
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Not to be read: then the commit is not known.
        }

        return null;
    }

    private static string? Head(string own, string common)
    {
        var head = File.ReadAllText(Path.Combine(own, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return head;
        }

        var name = head["ref: ".Length..];
        var loose = Path.Combine(common, name);
        if (File.Exists(loose))
        {
            return File.ReadAllText(loose).Trim();
        }

        var packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed)
                .FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal))
                ?[..^(name.Length + 1)]
            : null;
    }
}
