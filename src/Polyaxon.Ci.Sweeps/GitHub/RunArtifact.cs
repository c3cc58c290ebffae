namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>An artifact of a workflow run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="SizeInBytes">The size of its archive.</param>
/// <param name="IsExpired">Whether its content has been deleted.</param>
public sealed record RunArtifact(long Id, string Name, long SizeInBytes, bool IsExpired);
