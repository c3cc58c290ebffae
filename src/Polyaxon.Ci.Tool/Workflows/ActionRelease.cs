namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>Where the action and its reusable workflow are published, at the release that this tool belongs to.</summary>
internal static class ActionRelease
{
    /// <summary>The repository, <c>OWNER/NAME</c>.</summary>
    public const string Repository = "polyaxon-ci/polyaxon-ci";

    /// <summary>The release's tag. A tag of one release, not of a series: the same workflow does the same tomorrow.</summary>
    public static string Tag { get; } = "v" + typeof(ActionRelease).Assembly.GetName().Version!.ToString(3);

    /// <summary>The action as <c>uses:</c> names it.</summary>
    public static string Action { get; } = $"{Repository}@{Tag}";

    /// <summary>The reusable workflow as <c>uses:</c> names it.</summary>
    public static string Workflow { get; } = $"{Repository}/.github/workflows/sweep.yml@{Tag}";
}
