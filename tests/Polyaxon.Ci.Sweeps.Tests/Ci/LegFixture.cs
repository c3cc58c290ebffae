using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Tests.Ci;

/// <summary>A sweep whose legs run for real, in a folder of its own.</summary>
internal sealed class LegFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReadResult _read;

    public LegFixture(string yaml, PlanSettings? settings = null)
    {
        PlanSource source = new([new SourceText("polyaxonfile.yaml", yaml)], []);
        _read = source.Read();
        Assert.True(_read.IsValid, string.Join('\n', _read.Diagnostics));
        var objective = _read.File!.Hptuning.Search.Goal ?? new MetricGoal("loss", Optimization.Minimize);
        Plan = Next(FirstPlan.Before(_read.File, source, 7, objective, null, settings ?? new(), "1.0.0"));
    }

    public SweepPlan Plan { get; private set; }

    public string Results => _folder.File("results");

    public string Stop => _folder.File("stop");

    public string Marker => _folder.File("marker");

    public List<string> Lines { get; } = [];

    public string File(string name) => _folder.File(name);

    public LegSummary Run(
        int leg = 0,
        int attempt = 1,
        Func<LegSettings, LegSettings>? change = null,
        CancellationTokenSource? interrupt = null
    )
    {
        LegSettings settings = new()
        {
            Plan = Plan,
            File = _read.File!,
            Leg = Plan.Legs[leg],
            Results = Results,
            Marker = Marker,
            Stop = Stop,
            Attempt = attempt,
            WorkingDirectory = _folder.Path,
            Runner = new RunnerSettings
            {
                Engine = new ProcessEngine(Shell.Find(null)!),
                Grace = TimeSpan.FromSeconds(1),
            },
            Project = "project",
            User = "user",
        };
        return new LegExecutor(change?.Invoke(settings) ?? settings, new Listener(Lines), TimeProvider.System).Run(
            interrupt?.Token ?? TestContext.Current.CancellationToken,
            CancellationToken.None
        );
    }

    /// <summary>Gathers and goes on to the next batch.</summary>
    public GroupLedger Gather(params string[] folders)
    {
        var reconciliation = Reconciler.Reconcile(Plan, ArtifactTree.Results(folders.Length > 0 ? folders : [Results]));
        var next = Next(Plan with { Entries = reconciliation.Entries });
        var ledger = GroupLedger.Of(Plan, reconciliation, next, 1);
        Plan = next;
        return ledger;
    }

    public ExperimentResult Read(long index, int attempt) =>
        ResultRecord.Read(
            System.IO.File.ReadAllText(Path.Combine(Results, ArtifactNames.Experiment(index, attempt) + ".json"))
        )!;

    public void Dispose() => _folder.Dispose();

    private SweepPlan Next(SweepPlan plan) =>
        new BatchPlanner(_read.File!, _read.Renderer!, plan.Seed).Next(plan, ReusableResults.None);

    private sealed class Listener(List<string> lines) : LegObserver
    {
        public override void Line(string text) => lines.Add(text);
    }
}
