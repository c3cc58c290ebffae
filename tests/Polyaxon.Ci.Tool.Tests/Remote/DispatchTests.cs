using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Remote;

public sealed class DispatchTests : IDisposable
{
    private const string File = """
        version: 1
        kind: group
        name: long
        hptuning:
          matrix:
            x: {values: [1, 2, 3]}
        run:
          cmd: echo {{ x }}
        """;
    private readonly ToolProject _project = new(File);
    private readonly StubServer _server = new(_ =>
        StubAnswer.Json(200, """{"workflow_run_id":42,"html_url":"https://github.com/octo/sweep/actions/runs/42"}""")
    );

    public void Dispose()
    {
        _server.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task The_next_run_is_told_batch_cap_and_plan()
    {
        await Plan();

        var dispatch = await Dispatch("--max-batches=30", "--input=note=it's $(here)");

        Assert.Equal((0, ""), (dispatch.Code, dispatch.Errors));
        Assert.Contains("https://github.com/octo/sweep/actions/runs/42", dispatch.Output, StringComparison.Ordinal);
        var body = JsonDocument.Parse(Assert.Single(_server.Requests).Body).RootElement;
        var inputs = body.GetProperty("inputs");
        Assert.Equal("main", body.GetProperty("ref").GetString());
        Assert.Equal("1", inputs.GetProperty("batch").GetString());
        Assert.Equal("30", inputs.GetProperty("max-batches").GetString());
        Assert.StartsWith("plx-plan-long-", inputs.GetProperty("plan-artifact").GetString(), StringComparison.Ordinal);
        Assert.Equal("it's $(here)", inputs.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Beyond_the_cap_nothing_is_sent()
    {
        await Plan();
        var plan = _project.PathTo("polyaxon-plan", "plan.json");
        System.IO.File.WriteAllText(
            plan,
            System.IO.File.ReadAllText(plan).Replace("\"batch\":1", "\"batch\":5", StringComparison.Ordinal)
        );

        var dispatch = await Dispatch("--max-batches=4");

        Assert.Equal(1, dispatch.Code);
        Assert.Contains("beyond the 4 batches", dispatch.Errors, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("--input=batch=9", "sets itself")]
    [InlineData("--input=nothing", "NAME=VALUE")]
    public async Task Inputs_that_cannot_be_are_wrong_usage(string input, string words)
    {
        await Plan();

        var dispatch = await Dispatch("--max-batches=4", input);

        Assert.Equal(2, dispatch.Code);
        Assert.Contains(words, dispatch.Errors, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Without_a_plan_nothing_is_sent()
    {
        var dispatch = await Dispatch("--max-batches=4");

        Assert.Equal(2, dispatch.Code);
        Assert.Contains("holds no plan", dispatch.Errors, StringComparison.Ordinal);
    }

    private async Task Plan() => Assert.Equal(0, (await _project.Run("ci", "plan")).Code);

    private Task<ToolResult> Dispatch(params string[] arguments) =>
        _project.Run([
            "ci",
            "dispatch",
            "--plan=polyaxon-plan/plan.json",
            "--workflow=long.yml",
            "--ref=main",
            "--repository=octo/sweep",
            $"--api-url={_server.Address}",
            .. arguments,
        ]);
}
