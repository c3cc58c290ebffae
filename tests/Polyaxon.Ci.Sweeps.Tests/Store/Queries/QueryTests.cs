using CsCheck;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Sweeps.Tests.Store.Queries;

/// <summary>What queries and orders find in a real store.</summary>
public sealed class QueryTests : IDisposable
{
    private static readonly string[] Signs = ["<", ">", "", ">="];
    private readonly SampleStore _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("", "1 2 3 4 5 6")]
    [InlineData(" , ,", "1 2 3 4 5 6")]
    [InlineData("status:succeeded", "1 2 3 4")]
    [InlineData("status:~succeeded", "5 6")]
    [InlineData("status:~ succeeded | FAILED", "6")]
    [InlineData("status:failed|created", "5 6")]
    [InlineData("metrics.loss:0.3", "2 4")]
    [InlineData("metric.loss:<0.4", "2 4")]
    [InlineData("metrics.loss:<=0.4", "1 2 4")]
    [InlineData("metrics.loss:=<0.4", "1 2 4")]
    [InlineData("metrics.loss:=>0.4", "1")]
    [InlineData("metrics.loss:~<0.4", "1")]
    [InlineData("metrics.loss:~0.3", "1")]
    [InlineData("metrics.loss:>0, metrics.loss:<0.35", "2 4")]
    [InlineData("metrics.absent:~3", "")]
    [InlineData("params.lr:0.1", "1")]
    [InlineData("params.lr:1e-1", "1")]
    [InlineData("declarations.lr:0.1|0.2", "1 2")]
    [InlineData("params.lr:~0.1|0.2", "3 4 5 6")]
    [InlineData("params.lr:>=0.45", "5 6")]
    [InlineData("params.lr:0.2..0.4", "2 3 4")]
    [InlineData("params.lr:~0.2 .. 0.4", "1 5 6")]
    [InlineData("params.activation:tanh", "1 4")]
    [InlineData("params.activation:~tanh|relu", "2 5")]
    [InlineData("params.activation:\"tanh\"", "1 4")]
    [InlineData("params.activation:<1", "")]
    [InlineData("params.flag:True", "2 4 6")]
    [InlineData("params.flag:~true", "1 3 5")]
    [InlineData("id:1|3", "1 3")]
    [InlineData("id:~1|3", "2 4 5 6")]
    [InlineData("group:1", "1 2 3 4 5 6")]
    [InlineData("group:2", "")]
    [InlineData("user:admin, project:mnist", "1 2 3 4 5 6")]
    [InlineData("user:~admin", "")]
    [InlineData("tags:gpu", "1 2 3 4 5 6")]
    [InlineData("tags:cpu|gpu", "1 2 3 4 5 6")]
    [InlineData("tags:~gpu", "")]
    [InlineData("name:%.1.3", "3")]
    [InlineData("name:ADMIN.%", "1 2 3 4 5 6")]
    [InlineData("name:%mnist.1.2%", "2")]
    [InlineData("name:admin.mnist.1.2", "2")]
    [InlineData("name:%_mnist%", "")]
    [InlineData("description:%NIGHTLY%", "1 2 3 4 5 6")]
    [InlineData("independent:true", "")]
    [InlineData("independent:false", "1 2 3 4 5 6")]
    [InlineData("started_at:2026-01-31", "1 2 3 4 5")]
    [InlineData("started_at:~2026-01-31", "")]
    [InlineData("started_at:2026-01-31 00:02", "2")]
    [InlineData("started_at:<2026-01-31 00:03", "1 2")]
    [InlineData("started_at:<=2026-01-31 00:03:00", "1 2 3")]
    [InlineData("started_at:>2026-01-31T00:03", "4 5")]
    [InlineData("finished_at:2026-01-31 02:00 .. 2026-01-31 04:00", "2 3 4")]
    [InlineData("finished_at:~2026-01-31 02:00 .. 2026-01-31 04:00", "1 5")]
    [InlineData("finished_at:>=2026-02-01", "")]
    [InlineData("created_at:<=9999-12-31", "1 2 3 4 5 6")]
    [InlineData("status:succeeded, params.activation:sigmoid, metrics.loss:<1", "2")]
    public void A_query_finds_what_meets_all_its_conditions(string query, string ids)
    {
        var parsed = Parse(query, "");

        Assert.Equal(ids, Ids(parsed));
        Assert.Equal(
            ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            new ExperimentTable(_sample.Store).Count(ExperimentScope.OfGroup(_sample.First), parsed)
        );
    }

    [Theory]
    [InlineData("-id", "6 5 4 3 2 1")]
    [InlineData("metrics.loss", "2 4 1 3 5 6")]
    [InlineData("-metrics.loss", "1 2 4 3 5 6")]
    [InlineData("metrics.loss, -id", "4 2 1 6 5 3")]
    [InlineData("params.activation", "3 6 2 5 1 4")]
    [InlineData("-params.activation,-params.lr", "4 1 5 2 6 3")]
    [InlineData("-params.lr", "6 5 4 3 2 1")]
    [InlineData("-started_at", "5 4 3 2 1 6")]
    [InlineData("finished_at", "1 2 3 4 5 6")]
    [InlineData("-updated_at", "5 4 3 2 1 6")]
    [InlineData("params.absent", "1 2 3 4 5 6")]
    public void An_order_puts_missing_values_last_and_equals_by_number(string order, string ids) =>
        Assert.Equal(ids, Ids(Parse("", order)));

    [Fact]
    public void Pages_follow_one_another()
    {
        var order = Parse("", "-metrics.loss");
        var table = new ExperimentTable(_sample.Store);

        Assert.Equal(
            Enumerable
                .Range(0, 4)
                .SelectMany(page => table.Page(ExperimentScope.OfGroup(_sample.Second), order, page * 2, 2)),
            table.Page(ExperimentScope.OfGroup(_sample.Second), order, 0, 100)
        );
    }

    [Theory]
    [InlineData("", "1 2")]
    [InlineData("name:first", "1")]
    [InlineData("name:%s%", "1 2")]
    [InlineData("status:running, search_algorithm:grid", "1 2")]
    [InlineData("status:done", "")]
    [InlineData("concurrency:>1", "1")]
    [InlineData("tags:nightly", "1")]
    [InlineData("tags:~nightly", "2")]
    [InlineData("description:A nightly sweep", "1")]
    [InlineData("description:~A nightly sweep", "")]
    public void Groups_are_found_by_their_own_fields(string query, string ids)
    {
        var (terms, fault) = QueryParser.ParseTerms(query, FieldSet.Groups);
        Assert.Null(fault);
        var groups = new GroupTable(_sample.Store).Page("mnist", new Query(terms, []), 0, 20);

        Assert.Equal(ids, string.Join(' ', groups.Select(group => group.Id)));
    }

    [Fact]
    public void A_negation_finds_the_rest_of_those_that_have_the_value() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 9])
            .Select(
                (field, sign, digit) =>
                    field switch
                    {
                        0 => (Field: "metrics.loss", Value: $"{Signs[sign]}0.{digit}"),
                        1 => (Field: "params.lr", Value: $"{Signs[sign]}0.{digit}"),
                        2 => (Field: "started_at", Value: $"{Signs[sign]}2026-01-31 00:0{digit}"),
                        3 => (Field: "status", Value: sign == 0 ? "created" : "failed|succeeded"),
                        _ => (Field: "id", Value: $"{digit}"),
                    }
            )
            .Sample(
                test =>
                {
                    var table = new ExperimentTable(_sample.Store);
                    long Count(string query) => table.Count(ExperimentScope.OfGroup(_sample.First), Parse(query, ""));
                    var having =
                        test.Field == "metrics.loss" ? 3
                        : test.Field == "started_at" ? 5
                        : 6;
                    return Count($"{test.Field}:{test.Value}") + Count($"{test.Field}:~{test.Value}") == having;
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void The_best_succeeded_with_a_finite_number_and_of_equals_the_earlier_comes_first()
    {
        BestExperiments best = new(_sample.Store);
        var group = new GroupTable(_sample.Store).Find(_sample.First)!;

        Assert.Equal([2, 4, 1], best.Top(_sample.First, group.Objective!, 10));
        Assert.Equal(3, best.Count(_sample.First, "loss"));
        Assert.Equal(["loss"], best.Names(_sample.First));
        Assert.Null(new GroupTable(_sample.Store).Find(_sample.Second)!.Objective);
    }

    private string Ids(Query query) =>
        string.Join(
            ' ',
            new ExperimentTable(_sample.Store)
                .Page(ExperimentScope.OfGroup(_sample.First), query, 0, 20)
                .Select(row => row.Number)
        );

    private static Query Parse(string query, string order)
    {
        var (terms, fault) = QueryParser.ParseTerms(query, FieldSet.Experiments);
        Assert.Null(fault);
        var (keys, wrong) = QueryParser.ParseOrder(order, FieldSet.Experiments);
        Assert.Null(wrong);
        return new Query(terms, keys);
    }
}
