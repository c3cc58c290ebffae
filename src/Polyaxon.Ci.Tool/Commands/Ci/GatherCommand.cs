using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Reports;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary><c>ci gather</c>: reconciles a batch's results with its plan, decides, and plans the next batch.</summary>
internal sealed class GatherCommand
{
    private readonly CiOptions _ci = new();
    private readonly Option<string> _plan = CiOptions.Path(
        "--plan",
        PlanFiles.Plan,
        "The plan, or the folder it lies in"
    );
    private readonly Option<string[]> _results = CiOptions.Paths(
        "--results",
        "polyaxon-results",
        "Where results were downloaded, in any layout"
    );
    private readonly Option<string> _output = CiOptions.Path(
        "--output",
        "polyaxon-group",
        "Where the ledger, the table and the summary go"
    );
    private readonly Option<bool> _planNext = new("--plan-next") { Description = "Writes the plan of the next batch" };
    private readonly Option<string> _next = CiOptions.Path("--next", PlanFiles.Next, "Where the next plan goes");
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Exit code 3 for missing results, 1 when no experiment succeeded",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var gather = new GatherCommand();
        var command = new Command("gather", "Gathers the results of a batch, decides, and plans the next")
        {
            gather._plan,
            gather._results,
            gather._output,
            gather._planNext,
            gather._next,
            gather._strict,
        };
        gather._ci.AddTo(command);
        command.SetAction(gather.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        CiReport report = new(parsed, _ci);
        if (PlanFiles.Find(parsed.GetValue(_plan)!, out var fault) is not { Plan: { } plan })
        {
            return report.Refuse(fault!);
        }

        if (plan.Source.Read() is not { File: not null, Renderer: not null } read)
        {
            return report.Refuse(PlanFiles.NoSpecification);
        }

        try
        {
            return Gather(parsed, report, plan, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return report.Refuse($"The ledger could not be written: {e.Message}");
        }
    }

    private int Gather(ParseResult parsed, CiReport report, SweepPlan plan, ReadResult read)
    {
        var reconciliation = Reconciler.Reconcile(plan, ArtifactTree.Results(parsed.GetValue(_results)!));
        BatchPlanner planner = new(read.File!, read.Renderer!, plan.Seed);
        var next = planner.Next(plan with { Entries = reconciliation.Entries }, ReusableResults.None);
        var ledger = GroupLedger.Of(plan, reconciliation, next, _ci.Attempt(parsed));
        var analysis = GroupAnalysis.Of(ledger, read.File!.Hptuning);
        ledger = ledger with { Analysis = analysis is null ? null : AnalysisJson.ToValue(analysis) };
        var folder = parsed.GetValue(_output)!;
        PlanFiles.Write(Path.Combine(folder, "group.json"), LedgerJson.Write(ledger).Span);
        PlanFiles.Write(Path.Combine(folder, "experiments.csv"), ExperimentsCsv.Write(ledger));
        var summary = SummaryMarkdown.Write(SweepReport.Of(ledger, read.File!.Hptuning, analysis));
        PlanFiles.Write(Path.Combine(folder, "summary.md"), summary);
        report.Outputs([.. NextOutputs(parsed, plan, next), .. LedgerOutputs(ledger, reconciliation, folder)]);
        CiSystem.Current.WriteSummary(summary);
        Tell(report, ledger, reconciliation, next);
        report.Lines(analysis is null ? [] : LedgerSummary.Learnt(analysis));
        return parsed.GetValue(_strict) ? Strict(ledger) : ExitCodes.Fine;
    }

    private ImmutableArray<KeyValuePair<string, string>> NextOutputs(ParseResult parsed, SweepPlan plan, SweepPlan next)
    {
        if (!parsed.GetValue(_planNext))
        {
            return PlanOutputs.Of(plan with { Entries = [], Ended = next.Ended }, [], "", _ci.Attempt(parsed));
        }

        var text = PlanJson.Write(next).Span;
        var path = parsed.GetValue(_next)!;
        PlanFiles.Write(path, text);
        return PlanOutputs.Of(next, text, path, _ci.Attempt(parsed));
    }

    private static ImmutableArray<KeyValuePair<string, string>> LedgerOutputs(
        GroupLedger ledger,
        Reconciliation reconciliation,
        string folder
    ) =>
        [
            new("ledger", Path.Combine(folder, "group.json")),
            new("ledger-artifact", ArtifactNames.Ledger(ledger.Group, ledger.Batch, ledger.Attempt)),
            .. LedgerSummary.Outputs(ledger),
            new("received", Number(reconciliation.Entries.Count(entry => entry.Outcome!.Kind == OutcomeKind.Received))),
        ];

    private static void Tell(CiReport report, GroupLedger ledger, Reconciliation reconciliation, SweepPlan next)
    {
        foreach (var problem in reconciliation.Problems)
        {
            report.Annotate(
                problem.IsGap ? "error" : "warning",
                $"Polyaxon.Ci: {problem.Kind} result",
                problem.Message
            );
            report.Line($"{(problem.IsGap ? "error" : "warning")}: {problem.Message}");
        }

        report.Lines(LedgerSummary.Describe(ledger));
        report.Line(
            next.Ended is { } end
                ? $"The group is {ledger.Status}: {end.Reason}"
                : $"Batch {next.Batch} follows with {next.Entries.Count(entry => entry.IsOpen)} experiments"
        );
    }

    private static int Strict(GroupLedger ledger) =>
        ledger.Problems.Any(problem => problem.IsGap) ? ExitCodes.Incomplete
        : FailOn.Judge(null, ledger.Entries.Select(entry => entry.Outcome!.Status)) is not null ? ExitCodes.Bad
        : ExitCodes.Fine;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
