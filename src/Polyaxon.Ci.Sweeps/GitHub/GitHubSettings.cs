namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>Which repository on which GitHub, and who asks.</summary>
/// <param name="Api">The address of the REST interface, with a slash at its end.</param>
/// <param name="Owner">The repository's owner.</param>
/// <param name="Repository">The repository's name without its owner.</param>
/// <param name="Token">A token; null to ask without one, which public repositories allow for some questions.</param>
public sealed record GitHubSettings(Uri Api, string Owner, string Repository, string? Token)
{
    /// <summary>Where github.com answers.</summary>
    public const string DefaultApi = "https://api.github.com";

    /// <summary>
    /// The settings that a command line and the environment give: <c>GITHUB_API_URL</c> (set on Enterprise Server and on hosts of
    /// one's own), <c>GITHUB_REPOSITORY</c>, and <c>GITHUB_TOKEN</c> or <c>GH_TOKEN</c>.
    /// </summary>
    /// <param name="repository"><c>owner/name</c> from the command line; null for the environment's.</param>
    /// <param name="api">The address from the command line; null for the environment's.</param>
    /// <param name="environment">Reads a variable; null or empty when it is not set.</param>
    /// <exception cref="GitHubException">Something is missing or malformed.</exception>
    public static GitHubSettings Of(string? repository, string? api, Func<string, string?> environment)
    {
        var name = Given(repository) ?? Given(environment("GITHUB_REPOSITORY"));
        if (name is null)
        {
            throw new GitHubException(
                "Which repository? Give --repository OWNER/NAME (in GitHub Actions GITHUB_REPOSITORY says it)."
            );
        }

        if (name.Split('/') is not [{ Length: > 0 } owner, { Length: > 0 } bare] || !IsName(owner) || !IsName(bare))
        {
            throw new GitHubException($"'{name}' is no repository: give it as OWNER/NAME.");
        }

        var address = (Given(api) ?? Given(environment("GITHUB_API_URL")) ?? DefaultApi).TrimEnd('/') + "/";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            throw new GitHubException($"'{address}' is no address: give one such as {DefaultApi}.");
        }

        var token = Given(environment("GITHUB_TOKEN")) ?? Given(environment("GH_TOKEN"));
        if (token is not null && uri is { Scheme: "http", IsLoopback: false })
        {
            throw new GitHubException($"A token is not sent over plain http to {uri.Host}: give an https address.");
        }

        return new GitHubSettings(uri, owner, bare, token);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsName(string text) =>
        text is not ("." or "..")
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
