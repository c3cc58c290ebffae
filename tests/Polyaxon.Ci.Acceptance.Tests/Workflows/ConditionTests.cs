using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>
/// Every condition of the shipped and the generated workflows and of the action, evaluated by GitHub's own evaluator over the states
/// that <c>cases/conditions.txt</c> lists, against the answers written down there.
/// </summary>
public sealed class ConditionTests
{
    private static readonly string[] Paths =
    [
        Repository.PathTo(".github", "workflows", "sweep.yml"),
        CasePath("random.workflow.yml"),
        Repository.PathTo("action.yml"),
    ];

    [Fact]
    public async Task Each_condition_answers_as_the_table_says()
    {
        Node.Require();
        using TemporaryFolder folder = new();
        var tables = ConditionTable.ReadAll(CasePath("conditions.txt"));
        var cases = (
            from condition in await Conditions()
            from row in tables[condition.Kind].Rows
            select (condition, row)
        ).ToList();
        var request = folder.Write(
            "cases.json",
            JsonSerializer.Serialize(
                cases.Select(one => new
                {
                    @if = one.condition.If,
                    values = one.condition.Values(one.row),
                    state = one.row.State,
                })
            )
        );
        var output = (await Node.RunAsync("conditions.mjs", "--evaluate", request)).MustSucceed().Output;
        var answers = JsonSerializer.Deserialize<bool[]>(output)!;

        Assert.Equal(cases.Count, answers.Length);
        Assert.Empty(
            cases
                .Zip(answers)
                .Where(one => one.First.row.Runs != one.Second)
                .Select(one => $"{one.First.condition} at {one.First.row}: {one.Second}")
        );
    }

    [Fact]
    public async Task No_condition_and_no_table_is_left_out()
    {
        Node.Require();
        var tables = ConditionTable.ReadAll(CasePath("conditions.txt"));
        var kinds = (await Conditions()).Select(condition => condition.Kind).ToHashSet();

        Assert.Equal(tables.Keys.Order(), kinds.Order());
    }

    private static async Task<IReadOnlyList<Condition>> Conditions()
    {
        var output = (await Node.RunAsync("conditions.mjs", Paths)).MustSucceed().Output;
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new Condition(JsonDocument.Parse(line).RootElement)),
        ];
    }

    private static string CasePath(string name) =>
        Repository.PathTo("tests", "Polyaxon.Ci.Acceptance.Tests", "cases", name);
}
