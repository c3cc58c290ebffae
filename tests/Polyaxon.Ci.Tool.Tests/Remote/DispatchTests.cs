using System.Text.Json;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Remote;

public sealed partial class DispatchTests : IDisposable
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

    /// <summary>A job that is run again has another attempt than the one that uploaded the plan.</summary>
    [Fact]
    public async Task The_artifact_of_the_plan_is_the_one_that_is_named()
    {
        await Plan();

        var dispatch = await Dispatch("--max-batches=30", "--attempt=2", "--plan-artifact=plx-plan-long-1-b1-a1");

        Assert.Equal((0, ""), (dispatch.Code, dispatch.Errors));
        var inputs = JsonDocument.Parse(Assert.Single(_server.Requests).Body).RootElement.GetProperty("inputs");
        Assert.Equal("plx-plan-long-1-b1-a1", inputs.GetProperty("plan-artifact").GetString());
    }

    /// <summary>GitHub refuses an input that the workflow does not declare, and leaves empty what is declared and not sent.</summary>
    [Fact]
    public async Task The_example_of_a_chain_declares_what_is_sent()
    {
        await Plan();
        var workflow = await System.IO.File.ReadAllTextAsync(
            Repository.PathTo("examples", "ci", "workflows", "chained.yml"),
            TestContext.Current.CancellationToken
        );
        var call = Call().Match(workflow.ReplaceLineEndings("\n")).Groups[1].Value;

        var dispatch = await _project.Script(
            $"""
            export GITHUB_RUN_ID=77 GITHUB_REF_NAME=main GITHUB_REPOSITORY=octo/sweep GITHUB_API_URL='{_server.Address}'
            MAX_BATCHES=30 PLAN_ARTIFACT=plx-plan-g-b1-a1 FILE='b o.yaml'
            tool {call} --plan=polyaxon-plan/plan.json
            """
        );

        Assert.Equal((0, ""), (dispatch.Code, dispatch.Errors));
        var request = Assert.Single(_server.Requests);
        var inputs = JsonDocument.Parse(request.Body).RootElement.GetProperty("inputs");
        Assert.Contains("/workflows/chained.yml/", request.Path, StringComparison.Ordinal);
        Assert.Equal("77", inputs.GetProperty("from-run").GetString());
        Assert.Equal("b o.yaml", inputs.GetProperty("file").GetString());
        Assert.Equal(
            Declared().Matches(workflow).Select(match => match.Groups[1].Value).Order(),
            inputs.EnumerateObject().Select(input => input.Name).Order()
        );
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

    [GeneratedRegex(@"dotnet-polyaxon"" (ci dispatch (?:.*\\\n)*.*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?m)^ {6}([a-z-]+):\r?\n {8}description:")]
    private static partial Regex Declared();
}
