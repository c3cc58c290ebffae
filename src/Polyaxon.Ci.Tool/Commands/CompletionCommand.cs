using System.CommandLine;
using Polyaxon.Ci.Tool.Completion;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>completion</c>: prints the script with which a shell completes the tool's command line.</summary>
internal static class CompletionCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new Command("completion", "Prints a script that completes this tool's command line") { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
            return ExitCodes.Fine;
        });
        return command;
    }
}
