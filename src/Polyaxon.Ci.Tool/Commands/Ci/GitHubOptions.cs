using System.CommandLine;
using Polyaxon.Ci.Sweeps.GitHub;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>Which repository on which GitHub is asked, and how patiently.</summary>
internal sealed class GitHubOptions
{
    private readonly Option<string?> _repository = new("--repository")
    {
        Description = "The repository (default: GITHUB_REPOSITORY)",
        HelpName = "OWNER/NAME",
    };
    private readonly Option<string?> _api = new("--api-url")
    {
        Description = "The address of the REST interface (default: GITHUB_API_URL, else github.com's)",
        HelpName = "URL",
    };
    private readonly Option<int> _wait = new("--max-wait")
    {
        Description = "The most seconds to wait when GitHub asks to",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 900,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        CiOptions.AtLeast(_wait, 0);
        command.Options.Add(_repository);
        command.Options.Add(_api);
        command.Options.Add(_wait);
    }

    /// <summary>The settings.</summary>
    /// <exception cref="GitHubException">Something is missing or malformed.</exception>
    public GitHubSettings Settings(ParseResult parsed) =>
        GitHubSettings.Of(parsed.GetValue(_repository), parsed.GetValue(_api), Environment.GetEnvironmentVariable);

    /// <summary>A session that tells of long waits on standard error.</summary>
    public GitHubSession Session(ParseResult parsed, GitHubSettings settings) =>
        new(
            settings,
            TimeProvider.System,
            TimeSpan.FromSeconds(parsed.GetValue(_wait)),
            parsed.InvocationConfiguration.Error.WriteLine
        );
}
