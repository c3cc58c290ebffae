namespace Polyaxon.Ci.Tool.Running;

/// <summary>The names under which groups and experiments are listed.</summary>
internal static class ProjectNames
{
    /// <summary>The project: as asked, else from the environment, else the folder's name made legal.</summary>
    public static string Project(string? asked, string folder) =>
        asked
        ?? (Environment.GetEnvironmentVariable("POLYAXON_PROJECT") is { Length: > 0 } given ? given : null)
        ?? Legal(Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)));

    /// <summary>The user: from the environment, else the system's.</summary>
    public static string User() =>
        Environment.GetEnvironmentVariable("POLYAXON_USER") is { Length: > 0 } given
            ? given
            : Legal(Environment.UserName);

    private static string Legal(string name)
    {
        var legal = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'))
            .Trim('-');
        return legal.Length > 0 ? legal : "project";
    }
}
