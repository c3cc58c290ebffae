using System.Text;
using CsCheck;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Planning.Tests.Plans;

public sealed class PlanJsonTests
{
    private const string Hostile = """
        version: 1
        kind: group
        name: hostile
        hptuning:
          concurrency: 3
          random_search: {n_experiments: 9}
          matrix:
            text: {values: ["a|b", "`$(x)`\n##[error]y", "=1+1", "@all", "é\u2028\U0001F600"]}
            lr: {loguniform: "-9:0"}
            n: {values: [1, 1.0, 123456789012345678901234567890]}
        run:
          cmd: train --text {{ text }} --lr {{ lr }} --n {{ n }}
        """;

    [Fact]
    public void A_plan_reads_back_as_the_same_text()
    {
        Sweep sweep = new(Hostile);
        var plan = sweep.First();
        for (var batch = 0; batch < 2 && plan.Ended is null; batch++)
        {
            var text = PlanJson.Write(plan);
            var read = PlanJson.Read(text, out var fault);

            Assert.Null(fault);
            Assert.Equal(Sweep.Text(text), Sweep.Text(PlanJson.Write(read!)));
            plan = sweep.Gather(read!, Sweep.Succeed(read!, one => one.Index)).Next;
        }
    }

    [Fact]
    public void The_embedded_specification_gives_the_same_experiments()
    {
        Sweep sweep = new(Hostile);
        var plan = sweep.First();
        var read = PlanJson.Read(PlanJson.Write(plan), out _)!;
        var again = read.Source.Read();
        var replanned = new BatchPlanner(again.File!, again.Renderer!, read.Seed).Next(
            sweep.Empty,
            ReusableResults.None
        );

        Assert.Equal(Sweep.Text(PlanJson.Write(plan)), Sweep.Text(PlanJson.Write(replanned)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"polyaxon-group\"}")]
    [InlineData("{\"kind\":\"polyaxon-plan\",\"schema\":2}")]
    public void What_is_no_plan_is_refused_with_a_reason(string text)
    {
        Assert.Null(PlanJson.Read(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.False(string.IsNullOrEmpty(fault));
    }

    [Fact]
    public void A_damaged_plan_is_refused_or_still_a_plan()
    {
        var text = PlanJson.Write(new Sweep(Hostile).First()).ToArray();
        Gen.Int[0, text.Length - 1]
            .Select(Gen.Byte)
            .Sample(damage =>
            {
                var (at, value) = damage;
                var damaged = (byte[])text.Clone();
                damaged[at] = value;
                var plan = PlanJson.Read(damaged, out var fault);
                return (plan is null) == (fault is not null);
            });
    }
}
