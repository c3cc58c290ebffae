using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Tests.Gathering;

public sealed class VerdictTests
{
    private static readonly JobStates Unknown = new(null, null, null);

    private readonly Sweep _sweep = new(
        """
        version: 1
        kind: group
        name: verdict
        hptuning:
          matrix: {lr: {values: [1, 2]}}
        run: {cmd: "train --lr {{ lr }}"}
        """
    );

    private GroupLedger Ledger(params IEnumerable<ReceivedFile> files) => _sweep.Gather(_sweep.First(), files).Ledger;

    private IEnumerable<ReceivedFile> Files(params ExperimentStatus[] statuses)
    {
        var plan = _sweep.First();
        return Sweep
            .Open(plan)
            .Zip(
                statuses,
                (one, status) =>
                    Sweep.FileOf(Sweep.Result(plan, one, status == ExperimentStatus.Succeeded ? 1 : null, 1, status))
            );
    }

    [Theory]
    [InlineData(null, VerdictKind.Green)]
    [InlineData("any", VerdictKind.Bad)]
    [InlineData("all", VerdictKind.Green)]
    [InlineData("objective-missing", VerdictKind.Green)]
    [InlineData("none", VerdictKind.Green)]
    public void One_failure_is_normal_unless_asked_otherwise(string? rule, VerdictKind kind) =>
        Assert.Equal(
            kind,
            Verdict.Of(Ledger(Files(ExperimentStatus.Succeeded, ExperimentStatus.Failed)), null, Unknown, rule).Kind
        );

    [Theory]
    [InlineData(ExperimentStatus.Failed, null, VerdictKind.Bad)]
    [InlineData(ExperimentStatus.ObjectiveMissing, null, VerdictKind.Bad)]
    [InlineData(ExperimentStatus.ObjectiveMissing, "objective-missing", VerdictKind.Bad)]
    [InlineData(ExperimentStatus.ObjectiveMissing, "all", VerdictKind.Green)]
    [InlineData(ExperimentStatus.Failed, "none", VerdictKind.Green)]
    public void No_success_is_bad(ExperimentStatus status, string? rule, VerdictKind kind) =>
        Assert.Equal(kind, Verdict.Of(Ledger(Files(status, status)), null, Unknown, rule).Kind);

    [Fact]
    public void Missing_beats_bad()
    {
        var verdict = Verdict.Of(Ledger(Files(ExperimentStatus.Failed)), null, Unknown, null);

        Assert.Equal(VerdictKind.Incomplete, verdict.Kind);
        Assert.Contains("plx-res-", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_emptied_matrix_is_explained() =>
        Assert.Contains(
            "secret",
            Verdict.Of(null, null, new JobStates("success", "2", true), null).Reasons[0],
            StringComparison.Ordinal
        );

    [Fact]
    public void A_failed_plan_job_is_the_only_reason_told() =>
        Assert.Contains(
            "plan job",
            Assert.Single(Verdict.Of(null, null, new JobStates("failure", "", true), null).Reasons),
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_anything_the_group_is_incomplete() =>
        Assert.Equal(VerdictKind.Incomplete, Verdict.Of(null, null, Unknown, null).Kind);

    [Fact]
    public void A_planned_batch_that_nobody_gathered_is_incomplete() =>
        Assert.Equal(VerdictKind.Incomplete, Verdict.Of(null, _sweep.First(), Unknown, null).Kind);

    [Fact]
    public void A_ledger_reads_back_as_the_same_text()
    {
        var text = LedgerJson.Write(Ledger(Files(ExperimentStatus.Succeeded)));

        Assert.Equal(Sweep.Text(text), Sweep.Text(LedgerJson.Write(LedgerJson.Read(text, out _)!)));
    }
}
