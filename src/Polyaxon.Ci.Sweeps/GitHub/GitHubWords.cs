using System.Net;
using Octokit;

namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>Puts what can go wrong with GitHub into words that say what to do.</summary>
internal static class GitHubWords
{
    /// <summary>A fault of the interface in words; null when it is none of ours.</summary>
    public static string? Of(string what, Exception fault, string permission) =>
        fault switch
        {
            GitHubException => null,
            RateLimitExceededException limit =>
                $"Too many requests for {what}; GitHub answers again at {limit.Reset:u}. Try again then.",
            SecondaryRateLimitExceededException or AbuseException =>
                $"Too many requests for {what}: GitHub's secondary limit is in force. Try again in some minutes.",
            ApiValidationException invalid => $"GitHub refuses {what}: {Details(invalid)}",
            ApiException api => Refused(what, api.StatusCode, api.Message, permission),
            HttpRequestException or IOException => $"GitHub cannot be reached for {what}: {fault.Message}",
            System.Runtime.Serialization.SerializationException or InvalidCastException or FormatException =>
                $"GitHub's answer for {what} is not understood: {fault.Message}",
            _ => null,
        };

    /// <summary>An answer that is no success, in words, with what to do.</summary>
    public static string Refused(string what, HttpStatusCode status, string? reason, string permission) =>
        status switch
        {
            HttpStatusCode.Unauthorized =>
                $"GitHub does not know who asks for {what}: set GITHUB_TOKEN to a valid token (in a workflow: env: GITHUB_TOKEN: ${{{{ github.token }}}}).",
            HttpStatusCode.Forbidden =>
                $"The token may not ask for {what}: {reason} Give the job the permission '{permission}'.",
            HttpStatusCode.NotFound =>
                $"GitHub does not find {what}: it does not exist, or the token may not see it (permission '{permission}').",
            HttpStatusCode.Gone => $"GitHub has deleted {what}: its retention time is over.",
            _ => $"GitHub answers {(int)status} for {what}: {reason}",
        };

    private static string Details(ApiValidationException invalid) =>
        string.Join(
            " ",
            (
                (IEnumerable<string?>)
                    [invalid.ApiError?.Message, .. invalid.ApiError?.Errors?.Select(one => one.Message) ?? []]
            )
                .OfType<string>()
                .DefaultIfEmpty(invalid.Message)
        );

    /// <summary>Whether a refusal speaks of something.</summary>
    public static bool Mentions(ApiValidationException fault, string text) =>
        Details(fault).Contains(text, StringComparison.OrdinalIgnoreCase);
}
