namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>A workflow run that was started.</summary>
/// <param name="Id">Its id; null when the server did not say.</param>
/// <param name="Address">Where a person looks at it; null when the server did not say.</param>
public sealed record DispatchedRun(long? Id, string? Address);
