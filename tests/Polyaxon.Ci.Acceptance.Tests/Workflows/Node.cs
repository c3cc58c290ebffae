using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>Runs the scripts of <c>tests/node</c>, which check and emulate workflows with GitHub's own packages.</summary>
internal static class Node
{
    private static readonly string Folder = Repository.PathTo("tests", "node");

    /// <summary>Skips a test where node or its packages are absent; in CI it fails instead.</summary>
    public static void Require()
    {
        var isThere = Directory.Exists(Path.Combine(Folder, "node_modules")) && OnPath("node") && OnPath("bash");
        Assert.SkipUnless(
            isThere || Repository.IsContinuousIntegration,
            "Needs bash, node 20.6 or newer and its packages: npm ci in tests/node."
        );
        Assert.True(isThere, "bash, node or its packages are absent: npm ci in tests/node.");
    }

    /// <summary>Runs a script.</summary>
    /// <param name="script">Its name below <c>tests/node</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessResult> RunAsync(string script, params IEnumerable<string> arguments) =>
        ProcessRunner.RunAsync(
            "node",
            ["--import", "./loader.mjs", script, .. arguments],
            Folder,
            // A sweep of hundreds of jobs on a busy machine.
            timeout: TimeSpan.FromMinutes(20)
        );

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder =>
                File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))
            );
}
