using System.Reflection;

namespace Polyaxon.Ci.Testing;

/// <summary>Where things are in the checkout under test.</summary>
public static class Repository
{
    /// <summary>The checkout's root folder.</summary>
    public static string Root { get; } =
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "RepositoryRoot")
            .Value!;

    /// <summary>Whether a missing part fails a test instead of skipping it.</summary>
    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>A path below the root.</summary>
    public static string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The folder of real polyaxonfiles; null when it is not beside the checkout.</summary>
    public static string? Corpus =>
        Existing(
            Environment.GetEnvironmentVariable("POLYAXON_CORPUS") ?? PathTo("..", "shared", "corpus", "polyaxonfiles")
        );

    /// <summary>The folder of the optimisation benchmark; null when it is not beside the checkout.</summary>
    public static string? Bench =>
        Existing(Environment.GetEnvironmentVariable("POLYAXON_BENCH") ?? PathTo("..", "shared", "bench"));

    private static string? Existing(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
}
