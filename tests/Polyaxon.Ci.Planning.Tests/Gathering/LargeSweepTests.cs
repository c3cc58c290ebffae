using System.Text;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Reports;

namespace Polyaxon.Ci.Planning.Tests.Gathering;

/// <summary>Ten thousand experiments through files alone, batch by batch.</summary>
public sealed class LargeSweepTests
{
    [Fact]
    public void Every_experiment_is_planned_once_and_nothing_is_lost()
    {
        Sweep sweep = new(
            """
            version: 1
            kind: group
            name: large
            hptuning:
              concurrency: 100
              random_search: {n_experiments: 10000}
              matrix: {lr: {loguniform: "-9:0"}, n: {range: "1:1000:1"}}
              early_stopping: [{metric: loss, value: -1, optimization: minimize}]
            run: {cmd: "train --lr {{ lr }} --n {{ n }}"}
            """
        );
        var plan = sweep.First();
        HashSet<string> fingerprints = [];
        GroupLedger? ledger = null;
        var batches = 0;
        while (plan.Ended is null)
        {
            batches++;
            Assert.True(plan.Legs.Length <= CiLimits.MatrixJobs);
            Assert.All(Sweep.Open(plan), one => Assert.True(fingerprints.Add(one.Fingerprint)));
            var read = PlanJson.Read(PlanJson.Write(plan), out _)!;
            (ledger, plan) = sweep.Gather(read, Sweep.Succeed(read, one => Math.Abs(one.Index - 7777)));
        }

        Assert.Equal((10, 10_000), (batches, fingerprints.Count));
        Assert.Equal((7777L, PlanEndKind.Done), (ledger!.Best!.Experiment.Index, ledger.Ended!.Kind));
        Assert.Empty(ledger.Problems);
        Assert.Equal(10_001, ExperimentsCsv.Write(ledger).Count(c => c == '\n'));
        var summary = SummaryMarkdown.Write(SweepReport.Of(ledger, sweep.File.Hptuning));
        Assert.True(Encoding.UTF8.GetByteCount(summary) < CiLimits.SummaryBytes);
        Assert.Contains("and 9500 more", summary, StringComparison.Ordinal);
    }
}
