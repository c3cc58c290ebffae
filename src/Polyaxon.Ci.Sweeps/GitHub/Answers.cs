namespace Polyaxon.Ci.Sweeps.GitHub;

// The shapes of answers, filled by Octokit's serializer by name. Octokit's own Artifact keeps its size in 32 bits.
#pragma warning disable CA1812 // Made by the serializer.

/// <summary>A page of artifacts.</summary>
internal sealed class ArtifactPage
{
    public int TotalCount { get; set; }

    public List<ArtifactAnswer> Artifacts
    {
        get;
        set => field = [.. (value ?? []).Where(item => item is not null)];
    } = [];
}

/// <summary>One artifact.</summary>
internal sealed class ArtifactAnswer
{
    public long Id { get; set; }

    public string Name
    {
        get;
        set => field = value ?? "";
    } = "";

    public long SizeInBytes { get; set; }
    public bool Expired { get; set; }
}

/// <summary>What a dispatch answers when it is asked for details.</summary>
internal sealed class DispatchAnswer
{
    public long WorkflowRunId { get; set; }
    public string? HtmlUrl { get; set; }
}

/// <summary>A page of runs.</summary>
internal sealed class RunPage
{
    public List<RunAnswer> WorkflowRuns
    {
        get;
        set => field = [.. (value ?? []).Where(item => item is not null)];
    } = [];
}

/// <summary>One run.</summary>
internal sealed class RunAnswer
{
    public long Id { get; set; }
    public string? DisplayTitle { get; set; }
    public string? HtmlUrl { get; set; }
}
