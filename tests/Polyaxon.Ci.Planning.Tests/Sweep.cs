using System.Collections.Immutable;
using System.Text;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Planning.Tests;

/// <summary>A sweep in CI with no CI: plans, results made by a function, gathering.</summary>
internal sealed class Sweep
{
    public const string Commit = "0123456789012345678901234567890123456789";

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly ReadResult _read;

    public Sweep(string yaml, PlanSettings? settings = null, string? metric = "loss")
    {
        PlanSource source = new([new SourceText("polyaxonfile.yaml", yaml)], []);
        _read = source.Read();
        Assert.Empty(
            _read.Diagnostics.Where(fault => fault.Severity == Specification.Diagnostics.DiagnosticSeverity.Error)
        );
        var objective =
            File.Hptuning.Search.Goal ?? (metric is null ? null : new MetricGoal(metric, Optimization.Minimize));
        Empty = FirstPlan.Before(File, source, 7, objective, Commit, settings ?? new PlanSettings(), "1.2.3");
    }

    public Polyaxonfile File => _read.File!;

    public SweepPlan Empty { get; }

    public BatchPlanner Planner => new(File, _read.Renderer!, Empty.Seed);

    public SweepPlan First(ReusableResults? reusable = null) => Planner.Next(Empty, reusable ?? ReusableResults.None);

    public (GroupLedger Ledger, SweepPlan Next) Gather(SweepPlan plan, IEnumerable<ReceivedFile> files)
    {
        var reconciliation = Reconciler.Reconcile(plan, files);
        var next = Planner.Next(plan with { Entries = reconciliation.Entries }, ReusableResults.None);
        return (GroupLedger.Of(plan, reconciliation, next, 1), next);
    }

    public static ReceivedFile FileOf(ExperimentResult result, string folder = "") =>
        new($"{folder}{ArtifactNames.Experiment(result.Index, result.Attempt)}.json", result, null);

    public static IEnumerable<ReceivedFile> Succeed(SweepPlan plan, Func<PlannedExperiment, double> loss) =>
        Open(plan).Select(experiment => FileOf(Result(plan, experiment, loss(experiment))));

    public static IEnumerable<PlannedExperiment> Open(SweepPlan plan) =>
        plan.Entries.Where(entry => entry.IsOpen).Select(entry => entry.Experiment);

    public static ExperimentResult Result(
        SweepPlan plan,
        PlannedExperiment experiment,
        double? loss,
        int attempt = 1,
        ExperimentStatus status = ExperimentStatus.Succeeded
    ) =>
        new()
        {
            Group = plan.Group,
            Batch = plan.Batch,
            Index = experiment.Index,
            Attempt = attempt,
            Fingerprint = experiment.Fingerprint,
            Status = status,
            StartedAt = Start,
            FinishedAt = status.IsFinal() ? Start.AddSeconds(30) : null,
            Commit = plan.Commit,
            Declarations = experiment.Declarations,
            Metrics = loss is { } value ? [new MetricSeries("loss", [new MetricPoint(0, value)])] : [],
        };

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static ImmutableArray<long> Indices(SweepPlan plan) => [.. Open(plan).Select(one => one.Index)];
}
