using System.CommandLine;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Running;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>group best</c>.</summary>
internal static class GroupBestCommand
{
    private const int Most = 10_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> metric = new("--metric")
        {
            Description = "What ranks; without it the group's objective",
            HelpName = "NAME[:minimize|maximize]",
        };
        Option<int> count = new("--count")
        {
            Description = "How many experiments to show, the best first",
            HelpName = "K",
            DefaultValueFactory = _ => 1,
        };
        count.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens is [var token, ..] ? token.Value : "1", out var k) && k is < 1 or > Most)
            {
                result.AddError($"--count is from 1 to {Most}.");
            }
        });
        Command command = new("best", "Shows the group's best experiments.") { metric, count };
        var options = new ViewOptions().AddTo(command);
        command.SetAction(parsed =>
        {
            var asked = parsed.GetValue(metric);
            if (asked is not null && RunObjective.Parse(asked) is null)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"--metric {asked}: give NAME, NAME:minimize or NAME:maximize."
                );
                return ExitCodes.Usage;
            }

            return StoreAccess.WithGroup(
                parsed,
                (access, group) =>
                    new BestView(
                        access.Store,
                        StoreAccess.Root,
                        options.View(parsed),
                        parsed.InvocationConfiguration.Error
                    ).Show(group, Goal(asked, group.Objective), parsed.GetValue(count))
                        ? ExitCodes.Fine
                        : ExitCodes.Bad
            );
        });
        return command;
    }

    /// <summary>As asked; of the objective's own name without a way, the objective's way.</summary>
    private static MetricGoal? Goal(string? asked, MetricGoal? objective) =>
        asked is null || asked == objective?.Name ? objective : RunObjective.Parse(asked);
}
