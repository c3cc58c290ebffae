namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>Where the files of a group are.</summary>
/// <param name="Path">The group's folder.</param>
public sealed record GroupFolder(string Path)
{
    /// <summary>The folder of a group in a project's store folder.</summary>
    public static GroupFolder Of(string root, long group) =>
        new(System.IO.Path.Combine(root, "groups", FormattableString.Invariant($"{group}")));

    /// <summary>What the group is.</summary>
    public string Definition => In("group.json");

    /// <summary>The suggestions made so far, JSON Lines.</summary>
    public string Plan => In("plan.jsonl");

    /// <summary>Held by the tool that runs the group.</summary>
    public string Lock => In("lock");

    /// <summary>A wish to stop, left by another tool.</summary>
    public string Stop => In("stop");

    /// <summary>The folder of the build.</summary>
    public string Build => In("build");

    /// <summary>The folder of an experiment by its running number.</summary>
    public string Experiment(long id) => In(FormattableString.Invariant($"{id}"));

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
