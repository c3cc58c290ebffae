using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Planning.Tests.Reports;

public sealed class GroupAnalysisTests
{
    private const string Bayesian =
        "bo: {n_initial_trials: 6, n_iterations: 2, metric: {name: loss, optimization: minimize}}";

    private const string Random = "random_search: {n_experiments: 12}";

    [Fact]
    public void With_bayesian_optimisation_there_is_one_after_each_batch()
    {
        var (sweep, ledgers) = Play(Bayesian);

        Assert.Equal(2, ledgers.Count);
        Assert.All(ledgers, ledger => Assert.True(HasAnalysis(sweep, ledger)));
    }

    [Fact]
    public void With_other_searches_there_is_one_when_the_group_has_ended()
    {
        var (sweep, ledgers) = Play(Random);

        Assert.True(ledgers.Count > 2);
        Assert.All(ledgers.SkipLast(1), ledger => Assert.False(HasAnalysis(sweep, ledger)));
        Assert.True(HasAnalysis(sweep, ledgers[^1]));
    }

    [Fact]
    public void Without_something_that_ranks_or_with_too_many_experiments_there_is_none()
    {
        var (sweep, ledgers) = Play(Random);
        var last = ledgers[^1];

        Assert.False(HasAnalysis(sweep, last with { Objective = null }));
        var many = Enumerable.Repeat(last.Entries[0], GroupAnalysis.MostExperiments + 1);
        Assert.False(HasAnalysis(sweep, last with { Entries = [.. many] }));
    }

    private static bool HasAnalysis(Sweep sweep, GroupLedger ledger) =>
        GroupAnalysis.Of(ledger, sweep.File.Hptuning) is not null;

    private static (Sweep Sweep, List<GroupLedger> Ledgers) Play(string search)
    {
        Sweep sweep = new(
            $$"""
            version: 1
            kind: group
            name: play
            hptuning:
              concurrency: 2
              early_stopping: [{metric: loss, value: -1, optimization: minimize}]
              {{search}}
              matrix:
                x: {uniform: "0:1"}
                y: {uniform: "0:1"}
            run: {cmd: "train"}
            """,
            new PlanSettings { BatchSize = 4 }
        );
        List<GroupLedger> ledgers = [];
        for (var plan = sweep.First(); plan.Ended is null; )
        {
            (var ledger, plan) = sweep.Gather(
                plan,
                Sweep.Succeed(plan, one => one.Parameters[0].Value.AsDouble()!.Value)
            );
            ledgers.Add(ledger);
        }

        return (sweep, ledgers);
    }
}
