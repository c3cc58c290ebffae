using System.CommandLine;
using Polyaxon.Ci.Tool.Commands;
using Polyaxon.Ci.Tool.Commands.Store;

namespace Polyaxon.Ci.Tool;

/// <summary>The tool's verbs. Only the one that is asked for is made, since making all of them takes longer than most do.</summary>
internal static class Verbs
{
    private static readonly VerbSource[] Sources =
    [
        new(["check"], () => [CheckCommand.Create()]),
        new(["expand"], () => [ExpandCommand.Create()]),
        new(["run"], () => [RunCommand.Create()]),
        new(["track"], () => [TrackCommand.Create()]),
        new(["init"], () => [InitCommand.Create()]),
        new(["schema"], () => [SchemaCommand.Create()]),
        new(["ci"], () => [CiCommand.Create()]),
        new(["completion"], () => [CompletionCommand.Create()]),
        new(["project", "group", "experiment"], StoreCommands.Create),
    ];

    /// <summary>Verbs that are made together.</summary>
    private sealed record VerbSource(string[] Names, Func<IEnumerable<Command>> Create);

    /// <summary>The verb that a command line begins with; all of them when it begins with none (help, completion, a slip).</summary>
    public static IEnumerable<Command> For(string[] arguments)
    {
        foreach (var source in Sources)
        {
            if (arguments.Length > 0 && Array.IndexOf(source.Names, arguments[0]) >= 0)
            {
                return source.Create();
            }
        }

        return Sources.SelectMany(source => source.Create());
    }
}
