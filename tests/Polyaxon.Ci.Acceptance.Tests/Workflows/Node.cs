using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>Runs the scripts of <c>tests/node</c>, which check and emulate workflows with GitHub's own packages.</summary>
internal static class Node
{
    /// <inheritdoc cref="NodePackages.Require"/>
    public static void Require() => NodePackages.Require();

    /// <summary>Runs a script.</summary>
    /// <param name="script">Its name below <c>tests/node</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessResult> RunAsync(string script, params IEnumerable<string> arguments) =>
        ProcessRunner.RunAsync(
            "node",
            ["--import", "./loader.mjs", script, .. arguments],
            NodePackages.Folder,
            // A sweep of hundreds of jobs on a busy machine.
            timeout: TimeSpan.FromMinutes(20)
        );
}
