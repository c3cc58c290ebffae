using System.Collections.Immutable;
using System.CommandLine;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Reports;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary><c>ci verdict</c>: judges the whole group; the one check to require.</summary>
internal sealed class VerdictCommand
{
    private readonly CiOptions _ci = new();
    private readonly Option<string[]> _group = CiOptions.Paths(
        "--group",
        "polyaxon-group",
        "Where ledgers and plans were downloaded, in any layout"
    );
    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "A plan to compare with --results where there is no ledger",
        HelpName = "PATH",
    };
    private readonly Option<string[]> _results = CiOptions.Paths("--results", null, "Results to compare with --plan");
    private readonly Option<string?> _planResult = new("--plan-result")
    {
        Description = "How the plan job ended: success, failure, cancelled or skipped",
        HelpName = "RESULT",
    };
    private readonly Option<string?> _planCount = new("--plan-count")
    {
        Description = "The output 'count' of the plan job as it arrived",
        HelpName = "N",
    };
    private readonly Option<string?> _matrixEmpty = new("--matrix-empty")
    {
        Description = "Whether the output 'matrix' of the plan job arrived empty",
        HelpName = "true|false",
    };
    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description =
            "What makes the exit code 1: any, all, objective-missing or none (default: no experiment succeeded)",
        HelpName = "RULE",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var verdict = new VerdictCommand();
        // What arrives empty says something as well: '--plan-count=' is no slip.
        verdict._planResult.Arity = ArgumentArity.ZeroOrOne;
        verdict._planCount.Arity = ArgumentArity.ZeroOrOne;
        verdict._matrixEmpty.Arity = ArgumentArity.ZeroOrOne;
        verdict._failOn.AcceptOnlyFromAmong([.. FailOn.Rules]);
        var command = new Command("verdict", "Judges the whole group: the one check to require")
        {
            verdict._group,
            verdict._plan,
            verdict._results,
            verdict._planResult,
            verdict._planCount,
            verdict._matrixEmpty,
            verdict._failOn,
        };
        verdict._ci.AddTo(command);
        command.SetAction(verdict.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        CiReport report = new(parsed, _ci);
        ImmutableArray<string> places = [.. parsed.GetValue(_group)!, .. Given(parsed.GetValue(_plan))];
        var newest = ArtifactTree
            .Plans(places)
            .Select(found => found.Plan!)
            .OrderBy(plan => plan.Batch)
            .LastOrDefault();
        var gathered = ArtifactTree
            .Ledgers(parsed.GetValue(_group)!)
            .OrderBy(one => one.Batch)
            .ThenBy(one => one.Attempt)
            .LastOrDefault();
        var ledger = gathered ?? Reconciled(newest, parsed.GetValue(_results) ?? [], _ci.Attempt(parsed));
        var jobs = new JobStates(
            Arrived(parsed, _planResult),
            Arrived(parsed, _planCount),
            parsed.GetValue(_matrixEmpty) is { Length: > 0 } empty ? empty == "true" : null
        );
        var verdict = Verdict.Of(ledger, newest, jobs, parsed.GetValue(_failOn));
        report.Outputs(Outputs(ledger, newest, verdict));
        CiSystem.Current.WriteSummary(VerdictMarkdown.Write(verdict, ledger));
        if (gathered is null && ledger is not null && newest?.Source.Read().File is { } file)
        {
            // Where nobody gathered, nobody has told of the experiments either.
            CiSystem.Current.WriteSummary(SummaryMarkdown.Write(SweepReport.Of(ledger, file.Hptuning)));
        }

        Tell(report, verdict, ledger);
        return verdict.Kind switch
        {
            VerdictKind.Green => ExitCodes.Fine,
            VerdictKind.Bad => ExitCodes.Bad,
            _ => ExitCodes.Incomplete,
        };
    }

    /// <summary>An option's value: empty when it was named without one, null when it was not named.</summary>
    private static string? Arrived(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option) ?? "";

    private static IEnumerable<string> Given(string? path) => path is null ? [] : [path];

    /// <summary>Where nobody gathered, the plan is compared with the results here.</summary>
    private static GroupLedger? Reconciled(SweepPlan? plan, string[] results, int attempt)
    {
        if (plan is { Ended: not null })
        {
            // Nothing was left to run, as everything was known: what the plan took over is the group's result.
            return GroupLedger.Of(plan, Reconciler.Reconcile(plan, []), plan, attempt);
        }

        if (plan is null || results.Length == 0 || plan.Source.Read() is not { File: { } file, Renderer: { } renderer })
        {
            return null;
        }

        var reconciliation = Reconciler.Reconcile(plan, ArtifactTree.Results(results));
        var next = new BatchPlanner(file, renderer, plan.Seed).Next(
            plan with
            {
                Entries = reconciliation.Entries,
            },
            ReusableResults.None
        );
        return GroupLedger.Of(plan, reconciliation, next, attempt);
    }

    private static ImmutableArray<KeyValuePair<string, string>> Outputs(
        GroupLedger? ledger,
        SweepPlan? newest,
        Verdict verdict
    ) =>
        [
            new("group", ledger?.Group ?? newest?.Group ?? ""),
            new("verdict", verdict.Kind.ToString().ToLowerInvariant()),
            new("reason", string.Join(' ', verdict.Reasons).ReplaceLineEndings(" ")),
            .. ledger is null ? [] : LedgerSummary.Outputs(ledger),
        ];

    private static void Tell(CiReport report, Verdict verdict, GroupLedger? ledger)
    {
        if (ledger is not null)
        {
            report.Lines(LedgerSummary.Describe(ledger));
            if (ledger.Ended is { } end)
            {
                report.Line($"The group is {ledger.Status}: {end.Reason}");
            }
        }

        foreach (var reason in verdict.Reasons)
        {
            report.Annotate("error", $"Sweep {verdict.Kind.ToString().ToLowerInvariant()}", reason);
            report.Line($"error: {reason}");
        }

        report.Line($"Verdict: {verdict.Kind.ToString().ToLowerInvariant()}");
    }
}
