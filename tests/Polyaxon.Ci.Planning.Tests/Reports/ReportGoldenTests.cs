using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Reports;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Planning.Tests.Reports;

/// <summary>Everything that people and other programs read of a group in CI, for each folder of cases.</summary>
public sealed class ReportGoldenTests
{
    private static readonly string Folder = Repository.PathTo(
        "tests",
        "Polyaxon.Ci.Planning.Tests",
        "cases",
        "reports"
    );

    public static TheoryData<string> Cases { get; } =
    [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_group_reads_as_it_should(string name)
    {
        var folder = Path.Combine(Folder, name);
        ReportCase situation = new(folder);
        var hptuning = situation.Sweep.File.Hptuning;
        // What a model finds is the optimiser's matter; how it is told is looked at here.
        var isModelled = hptuning.Search is BayesianSection;
        var analysis = isModelled ? Learnt(situation.Ledger) : null;
        var ledger = situation.Ledger with { Analysis = analysis is null ? null : AnalysisJson.ToValue(analysis) };
        var sizes = BatchSchedule.Sizes(
            hptuning,
            BatchSchedule.Total(GroupOverview.Of(hptuning, situation.First.Seed)),
            situation.First.Settings
        );

        Check("summary.md", SummaryMarkdown.Write(SweepReport.Of(ledger, hptuning, analysis)));
        Check("experiments.csv", ExperimentsCsv.Write(ledger));
        Check("group.json", Sweep.Text(LedgerJson.Write(ledger)));
        Check("plan.json", Sweep.Text(PlanJson.Write(situation.First)));
        if (!isModelled)
        {
            Check("next.json", Sweep.Text(PlanJson.Write(situation.Next)));
        }

        Check("gitlab.yml", GitLabPipeline.Write(situation.First, sizes, "polyaxon-plan/plan.json"));
        Check("azure.json", MatrixText.Azure(situation.First) + "\n");
        Check("github.json", MatrixText.GitHub(situation.First) + "\n");
        Check("verdict.md", VerdictMarkdown.Write(Verdict.Of(ledger, null, new(null, null, null), null), ledger));

        void Check(string file, string text) => Golden.Check(Path.Combine(folder, "expected", file), text);
    }

    private static ModelAnalysis Learnt(GroupLedger ledger) =>
        new()
        {
            Goal = ledger.Objective!,
            Results = 6,
            Resource = null,
            Importance = [new("x", 0.81234567, 0.9), new("kind", 0.1, 0.19)],
            Dependence = [new("x", [new(Value.Of(0.5), 0.123456789, 0.1, 0.2)]), new("kind", [])],
            NextBatch = 3,
            ExpectedGain = 0.0123456,
        };
}
