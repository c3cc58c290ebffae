using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>The built tool, run as a process as a user runs it.</summary>
internal static class BuiltTool
{
    /// <summary>The tool's assembly.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll");

    /// <summary>Runs the tool in a folder.</summary>
    public static Task<ProcessResult> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        RunAsync(folder, null, arguments);

    /// <summary>Runs the tool in a folder with variables on top of a clean environment.</summary>
    public static Task<ProcessResult> RunAsync(
        TemporaryFolder folder,
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    ) => ProcessRunner.RunAsync("dotnet", [Assembly, .. arguments], folder.Path, environment);
}
