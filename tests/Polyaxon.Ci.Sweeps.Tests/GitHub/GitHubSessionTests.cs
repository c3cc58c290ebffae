using System.Globalization;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Sweeps.GitHub;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Sweeps.Tests.GitHub;

public sealed class GitHubSessionTests
{
    private static readonly RunArtifact Artifact = new(7, "plx-res-g-b1-l0-a1", 10, false);
    private readonly HastyTime _time = new();
    private readonly List<string> _notes = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_more_artifacts_than_the_artifact_client_can()
    {
        const int Count = 1234;
        using StubServer server = new(request =>
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.Query);
            var page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
            var ids = Enumerable.Range(1, Count).Skip((page - 1) * 100).Take(100);
            var artifacts = ids.Select(id =>
                $$"""{"id":{{id}},"name":"a{{id}}","size_in_bytes":5000000000,"expired":false}"""
            );
            return StubAnswer.Json(
                200,
                $$"""{"total_count":{{Count}},"artifacts":[{{string.Join(',', artifacts)}}]}"""
            );
        });
        using var session = Session(server);

        var artifacts = await session.ListArtifacts(99, Cancellation);

        Assert.Equal(Enumerable.Range(1, Count).Select(id => $"a{id}"), artifacts.Select(artifact => artifact.Name));
        Assert.Equal(5_000_000_000, artifacts[0].SizeInBytes);
        Assert.All(
            server.Requests,
            request =>
            {
                Assert.Equal("/repos/octo/sweep/actions/runs/99/artifacts", request.Path);
                Assert.Equal("Bearer secret", request.Authorization);
            }
        );
    }

    [Theory]
    [InlineData(403, "Retry-After", "17", 17)]
    [InlineData(429, "Retry-After", "3", 3)]
    public async Task Waits_as_long_as_asked(int status, string header, string value, int seconds)
    {
        var asked = 0;
        using StubServer server = new(_ =>
            asked++ == 0
                ? StubAnswer.Json(status, """{"message":"slow down"}""", (header, value))
                : StubAnswer.Json(200, """{"total_count":0,"artifacts":[]}""")
        );
        using var session = Session(server);

        Assert.Empty(await session.ListArtifacts(1, Cancellation));
        Assert.Equal([TimeSpan.FromSeconds(seconds)], Waits);
    }

    [Fact]
    public async Task Waits_until_the_limit_is_reset()
    {
        var asked = 0;
        var reset = _time.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using StubServer server = new(_ =>
            asked++ == 0
                ? StubAnswer.Json(
                    403,
                    """{"message":"API rate limit exceeded"}""",
                    ("X-RateLimit-Remaining", "0"),
                    ("X-RateLimit-Reset", reset)
                )
                : StubAnswer.Json(200, """{"total_count":0,"artifacts":[]}""")
        );
        using var session = Session(server);

        Assert.Empty(await session.ListArtifacts(1, Cancellation));
        Assert.Equal([TimeSpan.FromSeconds(41)], Waits);
        Assert.Contains("41 s", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_longer_each_time_for_a_secondary_limit()
    {
        var asked = 0;
        using StubServer server = new(_ =>
            asked++ < 2
                ? StubAnswer.Json(403, """{"message":"You have exceeded a secondary rate limit."}""")
                : StubAnswer.Json(200, """{"total_count":0,"artifacts":[]}""")
        );
        using var session = Session(server);

        Assert.Empty(await session.ListArtifacts(1, Cancellation));
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], Waits);
    }

    [Fact]
    public async Task Gives_up_when_the_wait_is_too_long()
    {
        using StubServer server = new(_ =>
            StubAnswer.Json(403, """{"message":"You have exceeded a secondary rate limit."}""", ("Retry-After", "7200"))
        );
        using var session = Session(server);

        var fault = await Assert.ThrowsAsync<GitHubException>(() => session.ListArtifacts(1, Cancellation));

        Assert.Contains("limit", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Waits);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Repeats_a_question_after_a_server_fault_but_never_a_dispatch()
    {
        using StubServer server = new(_ => StubAnswer.Json(502, """{"message":"bad gateway"}"""));
        using var session = Session(server);

        await Assert.ThrowsAsync<GitHubException>(() => session.ListArtifacts(1, Cancellation));
        Assert.Equal(4, server.Requests.Count);

        server.Requests.Clear();
        await Assert.ThrowsAsync<GitHubException>(() => session.Dispatch("sweep.yml", "main", Inputs, Cancellation));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401, "GITHUB_TOKEN")]
    [InlineData(403, "actions: read")]
    [InlineData(404, "actions: read")]
    [InlineData(410, "retention")]
    [InlineData(418, "418")]
    public async Task Says_what_to_do(int status, string advice)
    {
        using StubServer server = new(_ => StubAnswer.Json(status, """{"message":"no"}"""));
        using var session = Session(server);

        var fault = await Assert.ThrowsAsync<GitHubException>(() => session.ListArtifacts(1, Cancellation));
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "<html>")]
    [InlineData("text/html", "<html>")]
    [InlineData("application/vnd.github+json", "{}")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{}")]
    public async Task An_answer_that_is_no_json_is_a_fault_in_words(string type, string body)
    {
        using StubServer server = new(_ => new StubAnswer(200, Encoding.UTF8.GetBytes(body), type));
        using var session = Session(server);

        var fault = await Assert.ThrowsAsync<GitHubException>(() => session.ListArtifacts(1, Cancellation));
        Assert.Contains("not understood", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"total_count":1,"artifacts":null}""")]
    [InlineData("""{"total_count":1,"artifacts":[null]}""")]
    public async Task An_answer_without_artifacts_lists_none(string body)
    {
        using StubServer server = new(_ => StubAnswer.Json(200, body));
        using var session = Session(server);

        Assert.Empty(await session.ListArtifacts(1, Cancellation));
    }

    [Fact]
    public async Task An_unreachable_server_is_a_fault_in_words()
    {
        using GitHubSession session = new(
            new GitHubSettings(new Uri("http://127.0.0.1:1/"), "octo", "sweep", null),
            _time,
            TimeSpan.FromMinutes(10),
            _notes.Add
        );

        var fault = await Assert.ThrowsAsync<GitHubException>(() => session.ListArtifacts(1, Cancellation));
        Assert.Contains("cannot be reached", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_does_not_follow_a_redirect()
    {
        using StubServer storage = new(_ => new StubAnswer(200, [1, 2, 3], "application/zip"));
        using StubServer server = new(_ => StubAnswer.Json(302, "", ("Location", storage.Address + "/blob")));
        using var session = Session(server);
        using TemporaryFolder folder = new();

        await session.Download(Artifact, folder.File("a.zip"), 100, Cancellation);

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(folder.File("a.zip"), Cancellation));
        Assert.Equal("Bearer secret", Assert.Single(server.Requests).Authorization);
        Assert.Null(Assert.Single(storage.Requests).Authorization);
    }

    [Fact]
    public async Task A_download_that_is_too_large_is_given_up()
    {
        using StubServer server = new(_ => new StubAnswer(200, new byte[1000], "application/zip"));
        using var session = Session(server);
        using TemporaryFolder folder = new();

        var fault = await Assert.ThrowsAsync<GitHubException>(() =>
            session.Download(Artifact, folder.File("a.zip"), 999, Cancellation)
        );
        Assert.Contains("larger than 999 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispatch_names_the_run_where_the_server_tells_it()
    {
        using StubServer server = new(_ =>
            StubAnswer.Json(200, """{"workflow_run_id":42,"run_url":"u","html_url":"https://github.com/r/42"}""")
        );
        using var session = Session(server);

        var run = await session.Dispatch("sweep.yml", "main", Inputs, Cancellation);

        Assert.Equal(new DispatchedRun(42, "https://github.com/r/42"), run);
        var request = Assert.Single(server.Requests);
        Assert.Equal(
            ("POST", "/repos/octo/sweep/actions/workflows/sweep.yml/dispatches"),
            (request.Method, request.Path)
        );
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("main", body.GetProperty("ref").GetString());
        Assert.Equal("2", body.GetProperty("inputs").GetProperty("batch").GetString());
        Assert.True(body.GetProperty("return_run_details").GetBoolean());
    }

    [Fact]
    public async Task A_server_that_answers_nothing_has_started_it_all_the_same()
    {
        using StubServer server = new(_ => new StubAnswer(204, [], "text/plain"));
        using var session = Session(server);

        Assert.Equal(new DispatchedRun(null, null), await session.Dispatch("sweep.yml", "main", Inputs, Cancellation));
    }

    [Fact]
    public async Task A_server_that_does_not_know_run_details_is_asked_without()
    {
        using StubServer server = new(request =>
            request.Body.Contains("return_run_details", StringComparison.Ordinal)
                ? StubAnswer.Json(422, """{"message":"\"return_run_details\" is not a permitted key."}""")
                : new StubAnswer(204, [], "text/plain")
        );
        using var session = Session(server);

        Assert.Equal(new DispatchedRun(null, null), await session.Dispatch("sweep.yml", "main", Inputs, Cancellation));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_dispatch_says_why()
    {
        using StubServer server = new(_ =>
            StubAnswer.Json(422, """{"message":"Unexpected inputs provided: [\"batch\"]","errors":[]}""")
        );
        using var session = Session(server);

        var fault = await Assert.ThrowsAsync<GitHubException>(() =>
            session.Dispatch("sweep.yml", "main", Inputs, Cancellation)
        );
        Assert.Contains("Unexpected inputs", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_run_by_its_title()
    {
        using StubServer server = new(_ =>
            StubAnswer.Json(
                200,
                """{"total_count":2,"workflow_runs":[{"id":1,"display_title":"other"},{"id":2,"display_title":"sweep g-1 batch 2","html_url":"u2"}]}"""
            )
        );
        using var session = Session(server);

        Assert.Equal(new DispatchedRun(2, "u2"), await session.FindRun("sweep.yml", "g-1 batch 2", Cancellation));
        Assert.Null(await session.FindRun("sweep.yml", "g-1 batch 3", Cancellation));
    }

    private static Dictionary<string, string> Inputs => new() { ["batch"] = "2" };

    // The stub's own timers (none) and Octokit's would count as well; only what is really waited for is kept.
    private IEnumerable<TimeSpan> Waits => _time.Waits.Where(wait => wait < TimeSpan.FromDays(1));

    private GitHubSession Session(StubServer server) =>
        new(
            GitHubSettings.Of("octo/sweep", server.Address, name => name == "GITHUB_TOKEN" ? "secret" : null),
            _time,
            TimeSpan.FromMinutes(10),
            _notes.Add
        );
}
