using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Remote;

/// <summary>What the tool asks of GitHub, judged by GitHub's published description of its REST interface.</summary>
public sealed class PublishedDescriptionTests(PublishedGitHub github) : IClassFixture<PublishedGitHub>
{
    private const string Artifacts = "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
    private const string Runs = "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
    private const string File = """
        version: 1
        kind: group
        name: long
        hptuning: {matrix: {x: {values: [1, 2, 3]}}}
        run: {cmd: "echo {{ x }}"}
        """;

    private readonly ConcurrentQueue<string> _faults = [];

    [Fact]
    public async Task A_dispatched_run_is_the_one_of_the_published_example()
    {
        NodePackages.Require();
        using ToolProject project = new(File);
        await Plan(project);
        var example = PublishedGitHub.Example("workflow-dispatch-response");
        using StubServer stub = new(request =>
        {
            Judge(request);
            return StubAnswer.Json(200, example.GetRawText());
        });

        var dispatch = await Dispatch(project, stub.Address);

        Assert.Equal((0, ""), (dispatch.Code, dispatch.Errors));
        Assert.Contains(example.GetProperty("html_url").GetString()!, dispatch.Output, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_run_that_the_answer_does_not_name_is_found_by_its_title()
    {
        NodePackages.Require();
        using ToolProject project = new(File);
        await Plan(project);
        using StubServer stub = new(request =>
        {
            Judge(request);
            return request.Method == "POST"
                ? new StubAnswer(204, [], "application/json")
                : StubAnswer.Json(200, RunsWith($"Sweep {Group(project)} batch 1"));
        });

        var dispatch = await Dispatch(project, stub.Address);

        Assert.Equal((0, ""), (dispatch.Code, dispatch.Errors));
        Assert.Contains("/runs/30433642", dispatch.Output, StringComparison.Ordinal);
        Assert.Equal(["POST", "GET"], stub.Requests.Select(request => request.Method));
        OnlyKnown(stub.Requests.Last(), Runs);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_pulled_run_is_asked_for_as_published()
    {
        NodePackages.Require();
        using RemoteProject project = new(Judge);
        await project.Sweep();

        var pull = await project.Pull();

        Assert.Equal((0, ""), (pull.Code, pull.Errors));
        Assert.Contains("Pulled 3 of 3 experiments", pull.Output, StringComparison.Ordinal);
        var requests = project.Server.Requests.Where(request => !IsStorage(request)).ToList();
        Assert.Equal(5, requests.Count);
        OnlyKnown(requests[0], Artifacts);
        Assert.All(requests.Skip(1), request => Assert.Equal("", request.Query));
        Assert.Empty(_faults);
    }

    [Theory]
    [InlineData("POST", "/repos/octo/sweep/actions/workflows/sweep.yml/dispatches", "", """{"inputs":{"a":"b"}}""")]
    [InlineData("GET", "/repos/octo/sweep/actions/runs/77/artifacts", "?per_page=many", "")]
    [InlineData("GET", "/repos/octo/sweep/actions/runs/77/artifact", "", "")]
    public async Task The_judge_refuses_what_is_not_published(string method, string path, string query, string body)
    {
        NodePackages.Require();

        Assert.NotNull(await github.Judge(new StubRequest(method, path, query, null, body)));
    }

    private void Judge(StubRequest request)
    {
        if (!IsStorage(request) && github.Judge(request).GetAwaiter().GetResult() is { } fault)
        {
            _faults.Enqueue(fault);
        }
    }

    private static bool IsStorage(StubRequest request) =>
        request.Path.StartsWith("/storage/", StringComparison.Ordinal);

    private static void OnlyKnown(StubRequest request, string operation) =>
        Assert.Superset(
            request.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')[0]).ToHashSet(),
            PublishedGitHub.QueryNames(operation)
        );

    private static Task<ToolResult> Dispatch(ToolProject project, string address) =>
        project.Run(
            "ci",
            "dispatch",
            "--repository=octo/sweep",
            "--workflow=sweep.yml",
            "--ref=main",
            "--plan=polyaxon-plan/plan.json",
            "--max-batches=9",
            "--input=note=any",
            $"--api-url={address}"
        );

    private static async Task Plan(ToolProject project) =>
        Assert.Equal(0, (await project.Run("ci", "plan", "--batch-size=1")).Code);

    private static string Group(ToolProject project) =>
        JsonNode.Parse(System.IO.File.ReadAllText(project.PathTo("polyaxon-plan", "plan.json")))![
            "group"
        ]!.GetValue<string>();

    private static string RunsWith(string title)
    {
        var runs = JsonNode.Parse(PublishedGitHub.Example("workflow-run-paginated").GetRawText())!;
        runs["workflow_runs"]![0]!["display_title"] = title;
        return runs.ToJsonString();
    }
}
