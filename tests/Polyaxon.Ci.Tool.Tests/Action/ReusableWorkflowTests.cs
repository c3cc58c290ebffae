using System.Text.RegularExpressions;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Action;

/// <summary>What servers that are not github.com need of the reusable workflow.</summary>
public sealed partial class ReusableWorkflowTests
{
    private static string Workflow { get; } =
        File.ReadAllText(Repository.PathTo(".github", "workflows", "sweep.yml")).ReplaceLineEndings("\n");

    /// <summary>github.com takes an empty name of an environment for none; others refuse the job.</summary>
    [Fact]
    public void No_job_has_a_deployment_environment_that_may_be_empty() =>
        Assert.DoesNotMatch(@"(?m)^ {4}environment:", Workflow);

    /// <summary>
    /// Where a server checks out more than the sparse patterns say, the tool's sources lie in the workspace; a build of the experiments
    /// that compiles all below its folder would take them for its own. Builds leave hidden folders out.
    /// </summary>
    [Fact]
    public void The_action_lies_in_a_hidden_folder()
    {
        var paths = ActionPath().Matches(Workflow).Select(match => match.Groups[1].Value).Distinct();

        Assert.StartsWith(".", Assert.Single(paths), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner/name", "", true)]
    [InlineData("polyaxon-ci/polyaxon-ci", "", false)]
    [InlineData("polyaxon-ci/polyaxon-ci", "name: Polyaxon.Ci\n", false)]
    [InlineData("", "name: Polyaxon.Ci\ndescription: x\n", true)]
    [InlineData("", "name: something else\n", false)]
    [InlineData("", null, false)]
    public async Task It_knows_its_own_repository_even_when_the_server_does_not_tell(
        string told,
        string? action,
        bool isOwn
    )
    {
        using var folder = new TemporaryFolder();
        var output = folder.Write("output.txt", "");
        if (action is not null)
        {
            folder.Write("action.yml", action);
        }

        var scripts = OriginScript().Matches(Workflow).Select(match => match.Groups[1].Value).Distinct();
        var script = folder.Write("script.sh", Indentation().Replace(Assert.Single(scripts), ""));
        Dictionary<string, string?> environment = new()
        {
            ["REPOSITORY"] = told,
            ["GITHUB_REPOSITORY"] = "owner/name",
            ["GITHUB_OUTPUT"] = output,
        };
        string[] arguments = ["--noprofile", "--norc", "-e", "-o", "pipefail", script];
        (await ProcessRunner.RunAsync("bash", arguments, folder.Path, environment)).MustSucceed();

        Assert.Equal(
            isOwn ? "own=true\n" : "",
            await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken)
        );
    }

    [GeneratedRegex(@"id: origin\n[^|]*\|\n((?: {10}.*\n)+)")]
    private static partial Regex OriginScript();

    [GeneratedRegex(@"(?m)^ +path: (.+)$")]
    private static partial Regex ActionPath();

    [GeneratedRegex("(?m)^ {10}")]
    private static partial Regex Indentation();
}
