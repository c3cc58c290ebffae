using System.CommandLine;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary><c>ci plan</c>: plans the first batch of a group, or goes on with a batch that an earlier run has planned.</summary>
internal sealed class PlanCommand
{
    private readonly FileOptions _files = new();
    private readonly CiOptions _ci = new("github", "gitlab", "azure");
    private readonly PackingOptions _packing = new();
    private readonly Option<string> _output = CiOptions.Path("--output", PlanFiles.Plan, "Where the plan goes");
    private readonly Option<string?> _metric = new("--metric")
    {
        Description = "What ranks the experiments, where the search does not say",
        HelpName = "NAME[:minimize|maximize]",
    };
    private readonly Option<string[]> _resumeFrom = CiOptions.Paths(
        "--resume-from",
        null,
        "Reuses results below this folder that are of the same work"
    );
    private readonly Option<bool> _acrossCommits = new("--reuse-across-commits")
    {
        Description = "Reuses results of other commits as well",
    };
    private readonly Option<string?> _commit = new("--commit")
    {
        Description = "The commit that will be run (default: as the CI system or git says)",
        HelpName = "SHA",
    };
    private readonly Option<string?> _continue = new("--continue")
    {
        Description = "Goes on with a plan that an earlier run has made; no polyaxonfile is read",
        HelpName = "PLAN",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var plan = new PlanCommand();
        var command = new Command("plan", "Plans the first batch of a group")
        {
            plan._output,
            plan._metric,
            plan._resumeFrom,
            plan._acrossCommits,
            plan._commit,
            plan._continue,
        };
        plan._files.AddTo(command);
        plan._packing.AddTo(command);
        plan._ci.AddTo(command);
        command.SetAction(plan.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        CiReport report = new(parsed, _ci);
        if (parsed.GetValue(_continue) is { } earlier)
        {
            return Continue(parsed, report, earlier);
        }

        if (_files.LoadGroup(parsed, _ci.Output, "ci plan") is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        if (parsed.GetValue(_metric) is { } metric && RunObjective.Parse(metric) is null)
        {
            return report.Refuse($"--metric {metric}: give NAME, NAME:minimize or NAME:maximize.");
        }

        var settings = _packing.Settings(parsed, _ci.Format(parsed));
        var overview = GroupOverview.Of(loaded.File.Hptuning, loaded.Seed);
        var faults = FirstPlan.Faults(loaded.File.Hptuning, overview, settings);
        if (faults.Length > 0)
        {
            report.Diagnostics(faults);
            return ExitCodes.Usage;
        }

        var plan = Plan(parsed, loaded, settings);
        report.Diagnostics(FirstPlan.Warnings(loaded.File.Hptuning, overview, plan));
        return plan.Entries.All(entry => entry.Outcome is { Kind: OutcomeKind.Refused })
            ? report.Refuse($"No experiment can be run: {plan.Entries[0].Outcome!.Message}")
            : Write(parsed, report, plan, loaded.File.Hptuning, overview);
    }

    /// <summary>The legs of a batch that is planned already, under the name that its plan has in this run.</summary>
    private int Continue(ParseResult parsed, CiReport report, string earlier)
    {
        if (PlanFiles.Find(earlier, out var fault) is not { Plan: { } plan })
        {
            return report.Refuse(fault!);
        }

        return plan.Source.Read() is { File: { } file }
            ? Write(parsed, report, plan, file.Hptuning, GroupOverview.Of(file.Hptuning, plan.Seed))
            : report.Refuse(PlanFiles.NoSpecification);
    }

    private SweepPlan Plan(ParseResult parsed, LoadedGroup loaded, PlanSettings settings)
    {
        var objective = RunObjective.Of(loaded.File.Hptuning, parsed.GetValue(_metric));
        var commit = parsed.GetValue(_commit) ?? CommitFinder.Find(Environment.CurrentDirectory);
        PlanSource source = new([.. loaded.Sources], [.. loaded.Params]);
        var before = FirstPlan.Before(
            loaded.File,
            source,
            loaded.Seed,
            objective,
            commit,
            settings,
            PlanFiles.ToolVersion
        );
        var results = ArtifactTree
            .ReusableResults(parsed.GetValue(_resumeFrom) ?? [])
            .Select(file => file.Result)
            .OfType<ExperimentResult>();
        ReusableResults reusable = new(results, commit, parsed.GetValue(_acrossCommits), objective);
        return new BatchPlanner(loaded.File, loaded.Renderer, loaded.Seed).Next(before, reusable);
    }

    private int Write(
        ParseResult parsed,
        CiReport report,
        SweepPlan plan,
        HptuningSection hptuning,
        GroupOverview overview
    )
    {
        var path = parsed.GetValue(_output)!;
        try
        {
            var text = PlanJson.Write(plan).Span;
            PlanFiles.Write(path, text);
            var outputs = PlanOutputs.Of(plan, text, path, _ci.Attempt(parsed));
            report.Outputs(outputs);
            var sizes = BatchSchedule.Sizes(hptuning, BatchSchedule.Total(overview), plan.Settings);
            report.Lines(PlanText.Describe(plan, sizes));
            report.Line($"Plan: {path}");
            if (_ci.Format(parsed) is not ("text" or "json"))
            {
                report.Machine(PlanText.Matrix(plan, sizes, _ci.Format(parsed), path));
            }

            return ExitCodes.Fine;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return report.Refuse($"The plan could not be written to '{path}': {fault.Message}");
        }
    }
}
