using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Sweeps.GitHub;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary><c>ci pull</c>: takes a run's results into the store of this folder, so that all views work on them.</summary>
internal sealed class PullCommand
{
    private readonly CiOptions _ci = new();
    private readonly GitHubOptions _gitHub = new();
    private readonly Argument<long> _run = new("run")
    {
        Description = "The id of the workflow run, the number in its address",
        HelpName = "RUN",
    };
    private readonly Option<string?> _project = new("--project", "-p")
    {
        Description = "The project (default: POLYAXON_PROJECT, else the folder's name)",
        HelpName = "NAME",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var pull = new PullCommand();
        pull._run.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && long.TryParse(token.Value, out var run) && run < 1)
            {
                result.AddError("RUN is a number from 1: the id in the address of the run.");
            }
        });
        var command = new Command("pull", "Takes the results of a workflow run into this folder's store")
        {
            pull._run,
            pull._project,
        };
        pull._gitHub.AddTo(command);
        pull._ci.AddTo(command);
        command.SetAction(pull.Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        CiReport report = new(parsed, _ci);
        GitHubSettings settings;
        try
        {
            settings = _gitHub.Settings(parsed);
        }
        catch (GitHubException fault)
        {
            return report.Refuse(fault.Message);
        }

        var root = Path.GetFullPath(".polyaxon");
        var folder = Path.Combine(root, "pull", Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(folder);
            using var session = _gitHub.Session(parsed, settings);
            var download = await new RunDownload(session, new ArchiveLimits()).Fetch(
                parsed.GetValue(_run),
                folder,
                cancellation
            );
            return Take(parsed, report, settings, root, folder, download);
        }
        catch (GitHubException fault)
        {
            return report.Fail(fault.Message, ExitCodes.Remote);
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            return report.Fail(fault.Message, ExitCodes.Bad);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private int Take(
        ParseResult parsed,
        CiReport report,
        GitHubSettings settings,
        string root,
        string folder,
        DownloadedRun download
    )
    {
        var run = parsed.GetValue(_run);
        foreach (var problem in download.Problems)
        {
            report.Annotate("warning", "Artifact left out", problem);
            report.Line($"warning: {problem}");
        }

        var plans = ArtifactTree
            .Plans([folder])
            .GroupBy(found => found.Plan!.Group)
            .Select(group => group.OrderBy(found => found.Plan!.Batch).Last().Plan!)
            .ToList();
        if (plans.Count == 0)
        {
            return report.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run {run} of {settings.Owner}/{settings.Repository} holds no sweep: no artifact plx-plan-* that can be read."
                ),
                ExitCodes.Bad
            );
        }

        using var store = SweepStore.Open(Path.Combine(root, "polyaxon.db"), TimeProvider.System);
        RunImport import = new(
            store,
            root,
            ProjectNames.Project(parsed.GetValue(_project), Environment.CurrentDirectory),
            ProjectNames.User()
        );
        foreach (var plan in plans)
        {
            Tell(report, settings, run, plan, folder, import);
        }

        return ExitCodes.Fine;
    }

    private static void Tell(
        CiReport report,
        GitHubSettings settings,
        long run,
        SweepPlan plan,
        string folder,
        RunImport import
    )
    {
        foreach (var problem in Reconciler.Reconcile(plan, ArtifactTree.Results([folder])).Problems)
        {
            if (problem.Kind != ProblemKind.Foreign)
            {
                report.Line($"warning: {problem.Message}");
            }
        }

        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Api.Host}/{settings.Owner}/{settings.Repository}/{run}/{plan.Group}"
        );
        // A finished group leaves no plan for a batch after its last: its ledger says how it ended.
        var ledger = ArtifactTree
            .Ledgers([folder])
            .Where(one => one.Group == plan.Group)
            .OrderBy(one => one.Batch)
            .ThenBy(one => one.Attempt)
            .LastOrDefault();
        var group = import.Take(key, plan, ledger?.Ended, folder);
        report.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Pulled {group.Results} of {group.Experiments} experiments of {plan.Group} as group {group.Id} ({group.Name})."
            )
        );
        report.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Look at it with: dotnet polyaxon group -g {group.Id} experiments -m -p"
            )
        );
        report.Outputs([
            new("group", group.Id.ToString(CultureInfo.InvariantCulture)),
            new("name", group.Name),
            new("experiments", group.Experiments.ToString(CultureInfo.InvariantCulture)),
            new("results", group.Results.ToString(CultureInfo.InvariantCulture)),
        ]);
    }
}
