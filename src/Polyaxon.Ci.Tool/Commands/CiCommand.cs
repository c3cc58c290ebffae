using System.CommandLine;
using Polyaxon.Ci.Tool.Commands.Ci;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>ci</c>: the verbs of a sweep in CI.</summary>
internal static class CiCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("ci", "Runs a group in CI")
        {
            PlanCommand.Create(),
            ExecCommand.Create(),
            GatherCommand.Create(),
            VerdictCommand.Create(),
            CiWorkflowCommand.Create(),
            DispatchCommand.Create(),
            PullCommand.Create(),
        };
}
