using CsCheck;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;

namespace Polyaxon.Ci.Sweeps.Tests.Store.Queries;

/// <summary>What is wrong with a query is told with its place.</summary>
public sealed class QueryFaultTests
{
    [Theory]
    [InlineData("metrcs.loss:<1", 0, 11, "Did you mean 'metrics.loss'?")]
    [InlineData("id:1, satus:failed", 6, 5, "Did you mean 'status'?")]
    [InlineData("backend:x", 0, 7, "There is no field 'backend'. Fields are id, name,")]
    [InlineData("status.x:failed", 0, 8, "There is no field 'status.x'")]
    [InlineData("metrics:3", 0, 7, "metrics.NAME")]
    [InlineData("metrics. :3", 0, 8, "metrics.NAME")]
    [InlineData("status:succeded", 7, 8, "Did you mean 'succeeded'?")]
    [InlineData("status:failed|", 14, 0, "A value is missing")]
    [InlineData("status:failed||created", 14, 0, "A value is missing beside")]
    [InlineData("status", 0, 6, "write FIELD:VALUE")]
    [InlineData("status:", 7, 0, "A value is missing after 'status:'")]
    [InlineData("status: ~ ", 9, 0, "A value is missing after 'status:~'")]
    [InlineData("status:>failed", 7, 7, "not a comparison")]
    [InlineData("user:a..b", 5, 4, "not a range")]
    [InlineData("metrics.loss:low", 13, 3, "compared with a number")]
    [InlineData("metrics.loss:<", 14, 0, "compared with a number")]
    [InlineData("metrics.loss:0.1|0.2", 13, 7, "compared with a number")]
    [InlineData("metrics.loss:NaN", 13, 3, "compared with a number")]
    [InlineData("metrics.loss:0..1", 13, 4, "compared with a number")]
    [InlineData("metrics.loss:~~1", 14, 2, "compared with a number")]
    [InlineData("params.lr:<high", 11, 4, "compared with a number")]
    [InlineData("id:x", 3, 1, "running number")]
    [InlineData("independent:yes", 12, 3, "true or false")]
    [InlineData("created_at:yesterday", 11, 9, "a time such as 2026-01-31")]
    [InlineData("created_at:2026-02-30", 11, 10, "'2026-02-30' is none")]
    [InlineData("created_at:2026-01-01 .. soon", 25, 4, "'soon' is none")]
    [InlineData("created_at:2026-01-01|2026-01-02", 11, 21, "a time such as")]
    [InlineData("params.act:\"relu", 11, 5, "This quote is not closed.")]
    public void A_fault_has_a_place_and_advice(string query, int start, int length, string words)
    {
        var (terms, fault) = QueryParser.ParseTerms(query, FieldSet.Experiments);

        Assert.True(terms.IsDefaultOrEmpty);
        Assert.NotNull(fault);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Equal((start, length), (fault.Start, fault.Length));
    }

    [Theory]
    [InlineData("-loss", 1, 4, "There is no field 'loss'")]
    [InlineData("id, status", 4, 6, "Rows cannot be ordered by 'status', only by id, group, created_at,")]
    [InlineData("--id", 1, 3, "There is no field '-id'")]
    [InlineData("metrics", 0, 7, "metrics.NAME")]
    public void So_has_the_fault_of_an_order(string order, int start, int length, string words)
    {
        var (_, fault) = QueryParser.ParseOrder(order, FieldSet.Experiments);

        Assert.NotNull(fault);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Equal((start, length), (fault.Start, fault.Length));
    }

    [Fact]
    public void Quoted_characters_have_no_meaning()
    {
        var (terms, fault) = QueryParser.ParseTerms("params.a:\"x, y:z|~\\\"..\\\\\"|b", FieldSet.Experiments);

        Assert.Null(fault);
        Assert.Equal(["x, y:z|~\"..\\", "b"], ((OneOfTest)Assert.Single(terms).Test).Values);
    }

    [Fact]
    public void Any_text_is_a_query_that_runs_or_has_a_fault_within_it()
    {
        using SampleStore sample = new();
        ExperimentTable table = new(sample.Store);
        string[] parts =
        [
            .. FieldSet.Experiments.Fields.Select(field => field.Name),
            .. ":,|~<>=.%\"\\ ''()-;1aé\0".Select(c => $"{c}"),
            "..",
            "<=",
            "succeeded",
            "2026-01-31",
            "params.lr:",
            "metrics.loss:",
            "status:",
            "1e400",
        ];
        Gen.Int[0, parts.Length - 1]
            .Select(part => parts[part])
            .Array[0, 12]
            .Select(string.Concat)
            .Sample(
                text =>
                {
                    var (terms, fault) = QueryParser.ParseTerms(text, FieldSet.Experiments);
                    var (order, wrong) = QueryParser.ParseOrder(text, FieldSet.Experiments);
                    Assert.All(
                        new[] { fault, wrong }.OfType<QueryFault>(),
                        one => Assert.InRange(one.Start + one.Length, one.Length, text.Length)
                    );
                    Query query = new(fault is null ? terms : [], wrong is null ? order : []);
                    Assert.Equal(
                        table.Page(ExperimentScope.OfGroup(sample.First), query, 0, 20).Count,
                        table.Count(ExperimentScope.OfGroup(sample.First), query)
                    );
                },
                iter: 1500,
                threads: 1
            );
    }
}
