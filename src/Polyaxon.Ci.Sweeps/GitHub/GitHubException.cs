namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>GitHub cannot be reached or does not let us; the message says why and what to do.</summary>
public sealed class GitHubException : Exception
{
    /// <summary>With a message for the user.</summary>
    public GitHubException(string message)
        : base(message) { }

    /// <summary>With a message for the user and what caused it.</summary>
    public GitHubException(string message, Exception cause)
        : base(message, cause) { }
}
