namespace Polyaxon.Ci.Tool.Tests.Remote;

public sealed class PullTests : IDisposable
{
    private readonly RemoteProject _remote = new();

    public void Dispose() => _remote.Dispose();

    [Fact]
    public async Task A_run_that_was_pulled_looks_like_one_that_ran_here()
    {
        await _remote.Sweep();

        var pull = await _remote.Pull();

        Assert.Equal((0, ""), (pull.Code, pull.Errors));
        Assert.Contains("Pulled 3 of 3 experiments", pull.Output, StringComparison.Ordinal);
        var best = await _remote.Project.Run("group", "-g", "1", "best", "--format", "json");
        Assert.Contains("\"x\":1", best.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var logs = await _remote.Project.Run("experiment", "-xp", "1", "logs");
        Assert.Contains("loss=3", logs.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_remote.Project.PathTo(".polyaxon", "groups", "1", "1", "outputs", "model.txt")));
        Assert.DoesNotContain(
            _remote.Server.Requests,
            request => request.Path.EndsWith("/4/zip", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Pulled_again_it_is_the_same_group_with_what_is_new()
    {
        await _remote.Sweep();
        _remote.Remove("plx-res-sweep-b1-l2-a1");

        var first = await _remote.Pull();
        Assert.Contains("Pulled 2 of 3", first.Output, StringComparison.Ordinal);
        Assert.Contains("Experiment 3", first.Output, StringComparison.Ordinal);

        _remote.Add("plx-res-sweep-b1-l2-a1", "results-2");
        var second = await _remote.Pull();

        Assert.Contains("Pulled 3 of 3", second.Output, StringComparison.Ordinal);
        var groups = await _remote.Project.Run("project", "groups", "--format", "csv");
        Assert.Equal(2, groups.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Empty(Directory.GetFileSystemEntries(_remote.Project.PathTo(".polyaxon", "pull")));
    }

    [Fact]
    public async Task The_ledger_says_how_the_group_ended()
    {
        await _remote.Sweep();
        _remote.Remove("plx-res-sweep-b1-l2-a1");
        await _remote.Pull();
        Assert.Contains("running", (await Group()).Output, StringComparison.Ordinal);

        Assert.Equal(
            0,
            (
                await _remote.Project.Run("ci", "gather", "--plan-next", "--results=results-0", "--results=results-1")
            ).Code
        );
        _remote.Add("plx-group-sweep-b1-a1", "polyaxon-group");
        await _remote.Pull();
        Assert.Contains("done", (await Group()).Output, StringComparison.Ordinal);

        Task<ToolResult> Group() => _remote.Project.Run("project", "groups", "--wide", "--format", "csv");
    }

    [Fact]
    public async Task A_broken_artifact_is_named_and_left_out()
    {
        await _remote.Sweep();
        _remote.Remove("plx-res-sweep-b1-l0-a1");
        _remote.Add("plx-res-sweep-b1-l0-a1", [0x50, 0x4B, 3, 4, 0, 0]);

        var pull = await _remote.Pull();

        Assert.Equal(0, pull.Code);
        Assert.Contains("plx-res-sweep-b1-l0-a1 was left out", pull.Output, StringComparison.Ordinal);
        Assert.Contains("Pulled 2 of 3", pull.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_sweep_says_so()
    {
        var pull = await _remote.Pull();

        Assert.Equal(1, pull.Code);
        Assert.Contains("holds no sweep", pull.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_cannot_be_seen_ends_with_the_code_of_the_network()
    {
        var pull = await _remote.Project.Run(
            "ci",
            "pull",
            "78",
            "--repository=octo/sweep",
            $"--api-url={_remote.Server.Address}"
        );

        Assert.Equal(4, pull.Code);
        Assert.Contains("actions: read", pull.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    public async Task An_id_that_is_none_is_wrong_usage(string run) =>
        Assert.Equal(2, (await _remote.Project.Run("ci", "pull", run, "--repository=a/b")).Code);
}
