using System.CommandLine;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary>Which project, group and experiment are meant.</summary>
internal static class StoreOptions
{
    /// <summary><c>-p</c>, before the verb: behind <c>experiments</c> it means the parameters.</summary>
    public static readonly Option<string?> Project = new("--project", "-p")
    {
        Description = "The project; without it that of the newest group.",
        HelpName = "NAME",
    };

    /// <summary><c>-g</c>, before or behind the verb.</summary>
    public static readonly Option<long?> Group = new("--group", "-g")
    {
        Description = "The group's id; without it the newest.",
        HelpName = "ID",
        Recursive = true,
    };

    /// <summary><c>-xp</c>, before or behind the verb.</summary>
    public static readonly Option<long?> Experiment = new("--experiment", "-xp")
    {
        Description = "The experiment's id; without it the newest.",
        HelpName = "ID",
        Recursive = true,
    };
}
