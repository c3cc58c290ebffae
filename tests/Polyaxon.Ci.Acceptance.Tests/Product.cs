using Polyaxon.Ci.Acceptance.Tests;
using Polyaxon.Ci.Testing;

[assembly: AssemblyFixture(typeof(Product))]

namespace Polyaxon.Ci.Acceptance.Tests;

/// <summary>
/// The product as a user gets it: packed, and the tool installed from its package. Made once for all tests of this assembly; a test
/// class takes it as a constructor argument:
/// <code>
/// public sealed class MyTests(Product product)
/// {
///     [Fact]
///     public async Task It_works()
///     {
///         using var folder = new TemporaryFolder();
///         folder.Write("polyaxonfile.yaml", "...");
///         var result = await product.Tool(folder.Path, "check");
///         result.MustSucceed();
///     }
/// }
/// </code>
/// Everything lies in folders of this run: several checkouts, and several runs of one, may test at the same time.
/// </summary>
public sealed class Product : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that is the only package source.</summary>
    public string Feed => _folder.PathTo("feed");

    /// <summary>A nuget.config that knows <see cref="Feed"/> and no other source.</summary>
    public string NuGetConfig => _folder.PathTo("nuget.config");

    /// <summary>Where packages are unpacked (<c>NUGET_PACKAGES</c>), shared by the projects of all tests.</summary>
    public string NuGetPackages => _folder.PathTo("packages");

    /// <summary>The folder that a test puts on PATH to find <c>dotnet-polyaxon</c> by name.</summary>
    public string ToolFolder => _folder.PathTo("tool");

    /// <summary>The installed tool.</summary>
    public string ToolPath =>
        Path.Combine(ToolFolder, OperatingSystem.IsWindows() ? "dotnet-polyaxon.exe" : "dotnet-polyaxon");

    /// <summary>Runs the installed tool in a folder.</summary>
    public Task<ProcessResult> Tool(string folder, params string[] arguments) => Tool(folder, null, arguments);

    /// <summary>Runs the installed tool in a folder with variables on top of a clean environment.</summary>
    public Task<ProcessResult> Tool(
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    ) => ProcessRunner.RunAsync(ToolPath, arguments, folder, environment);

    /// <summary>Runs <c>dotnet</c> in a folder; packages come from <see cref="Feed"/> alone.</summary>
    public Task<ProcessResult> Dotnet(string folder, params string[] arguments) => Dotnet(folder, null, arguments);

    /// <summary>Runs <c>dotnet</c> in a folder with variables on top of a clean environment; packages come from <see cref="Feed"/> alone.</summary>
    public Task<ProcessResult> Dotnet(
        string folder,
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    )
    {
        var variables = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = NuGetPackages,
            // A build server or a waiting node would keep the task's files open beyond the test.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            // Builds of small projects end before optimised code pays.
            ["DOTNET_TieredPGO"] = "0",
            // The compiler's server is not ours to leave running either.
            ["UseSharedCompilation"] = "false",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        return ProcessRunner.RunAsync("dotnet", arguments, folder, variables);
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var packages = await ProductPackages.PackAsync();
        Directory.CreateDirectory(Feed);
        foreach (var package in Directory.EnumerateFiles(packages, "*.nupkg"))
        {
            File.Copy(package, Path.Combine(Feed, Path.GetFileName(package)));
        }

        _folder.Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{System.Security.SecurityElement.Escape(Feed)}" />
              </packageSources>
            </configuration>
            """
        );
        var installed = await Dotnet(
            _folder.Path,
            ["tool", "install", "Polyaxon.Ci.Tool", "--tool-path", ToolFolder, "--configfile", NuGetConfig]
        );
        installed.MustSucceed();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
