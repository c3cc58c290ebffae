using Xunit;

namespace Polyaxon.Ci.Testing;

/// <summary>The npm packages of <c>tests/node</c>: GitHub's own parsers, a mock server and the like.</summary>
public static class NodePackages
{
    /// <summary>The folder with scripts and packages.</summary>
    public static string Folder { get; } = Repository.PathTo("tests", "node");

    /// <summary>Whether node, bash and the packages are there.</summary>
    public static bool AreThere =>
        Directory.Exists(Path.Combine(Folder, "node_modules")) && OnPath("node") && OnPath("bash");

    /// <summary>Skips a test where node, bash or the packages are absent; in CI it fails instead.</summary>
    public static void Require()
    {
        var isThere = AreThere;
        Assert.SkipUnless(
            isThere || Repository.IsContinuousIntegration,
            "Needs bash, node 20.6 or newer and its packages: npm ci in tests/node."
        );
        Assert.True(isThere, "bash, node or its packages are absent: npm ci in tests/node.");
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder =>
                File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe"))
            );
}
