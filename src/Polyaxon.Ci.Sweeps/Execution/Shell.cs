namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Finds the shell that runs commands.</summary>
public static class Shell
{
    /// <summary>
    /// The full path of a shell; null when there is none. Without a name it is bash from PATH (on Windows the bash of Git
    /// first, since the one in the system folder starts another operating system); elsewhere <c>sh</c> is no substitute.
    /// </summary>
    /// <param name="asked">A name to look up on PATH, or a path; null for bash.</param>
    public static string? Find(string? asked)
    {
        if (asked is not null && asked.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return File.Exists(asked) ? Path.GetFullPath(asked) : null;
        }

        return Candidates(asked ?? "bash").FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Candidates(string name)
    {
        var windows = OperatingSystem.IsWindows();
        if (windows && name == "bash")
        {
            foreach (var variable in (string[])["ProgramW6432", "ProgramFiles", "LocalAppData"])
            {
                if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder)
                {
                    yield return Path.Combine(folder, "Git", "bin", "bash.exe");
                    yield return Path.Combine(folder, "Programs", "Git", "bin", "bash.exe");
                }
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (
                Path.IsPathRooted(folder)
                && !(windows && folder.Contains("System32", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Path.Combine(
                    folder,
                    windows && !name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name + ".exe" : name
                );
            }
        }
    }
}
