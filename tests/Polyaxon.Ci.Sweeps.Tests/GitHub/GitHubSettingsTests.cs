using Polyaxon.Ci.Sweeps.GitHub;

namespace Polyaxon.Ci.Sweeps.Tests.GitHub;

public sealed class GitHubSettingsTests
{
    [Fact]
    public void The_environment_of_a_job_says_everything()
    {
        var settings = GitHubSettings.Of(
            null,
            null,
            name =>
                name switch
                {
                    "GITHUB_API_URL" => "https://ghes.example/api/v3",
                    "GITHUB_REPOSITORY" => "team/model",
                    "GITHUB_TOKEN" => "",
                    "GH_TOKEN" => "t",
                    _ => null,
                }
        );

        Assert.Equal(new GitHubSettings(new Uri("https://ghes.example/api/v3/"), "team", "model", "t"), settings);
    }

    [Theory]
    [InlineData(null, null, "--repository")]
    [InlineData("model", null, "OWNER/NAME")]
    [InlineData("a/b/c", null, "OWNER/NAME")]
    [InlineData("a/..", null, "OWNER/NAME")]
    [InlineData("a/b?x", null, "OWNER/NAME")]
    [InlineData("a/b", "ftp://x", "no address")]
    [InlineData("a/b", "http://example.com", "https")]
    public void What_is_wrong_is_said(string? repository, string? api, string words)
    {
        var fault = Assert.Throws<GitHubException>(() =>
            GitHubSettings.Of(repository, api, name => name == "GITHUB_TOKEN" ? "t" : null)
        );
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }
}
