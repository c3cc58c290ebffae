using Polyaxon.Ci.Tool.Commands;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What the user asked <c>run</c> for.</summary>
internal sealed record RunOptions
{
    public required LoadedGroup Loaded { get; init; }
    public string? Metric { get; init; }
    public string? Project { get; init; }
    public string? Shell { get; init; }
    public TimeSpan? Timeout { get; init; }
    public int Retries { get; init; }
    public int? MaxFailures { get; init; }
    public string? FailOn { get; init; }
    public bool NoBuild { get; init; }
    public bool DryRun { get; init; }
    public bool IsAsync { get; init; }
    public required TextWriter Output { get; init; }
    public required TextWriter Error { get; init; }
}
