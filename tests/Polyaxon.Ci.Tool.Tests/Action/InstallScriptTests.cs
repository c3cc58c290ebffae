using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Action;

/// <summary>How the action comes by the tool. A program in the place of <c>dotnet</c> plays the feed and the compiler.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        echo "$*" >>"$ASKED"
        case $1 in
          --list-sdks) echo '10.0.100 [/sdk]' ;;
          tool) echo "$FEED"; [ "$FEED" = there ] || exit 1 ;;
        esac
        while [ $# -gt 0 ] && [ "$1" != --tool-path ] && [ "$1" != --output ]; do shift; done
        [ $# -eq 0 ] || { mkdir -p "$2" && : >"$2/dotnet-polyaxon"; }

        """;

    private const string NotFound = "polyaxon.ci.tool is not found in NuGet feeds nuget.org.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_release_is_installed_from_a_feed()
    {
        var result = (await InstallAsync("there")).MustSucceed();

        Assert.DoesNotContain("::warning", result.Output, StringComparison.Ordinal);
        Assert.Contains("tool install Polyaxon.Ci.Tool --version 9.8.7", Asked, StringComparison.Ordinal);
        Assert.DoesNotContain("publish", Asked, StringComparison.Ordinal);
        Assert.EndsWith("/polyaxon-tool/9.8.7/dotnet-polyaxon\n", Outputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_no_feed_has_is_built_from_the_sources_of_the_action()
    {
        var result = (await InstallAsync(NotFound)).MustSucceed();

        Assert.Contains("::warning title=Polyaxon.Ci::Version 9.8.7", result.Output, StringComparison.Ordinal);
        Assert.Contains("Polyaxon.Ci.Tool.csproj --configuration Release", Asked, StringComparison.Ordinal);
        // A feed that has answered is not asked again.
        Assert.Single(Asked.Split('\n'), line => line.StartsWith("tool install", StringComparison.Ordinal));
        Assert.EndsWith("/polyaxon-tool/9.8.7/dotnet-polyaxon\n", Outputs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLX_PACKAGE_SOURCE", "feed", "9.8.7")]
    [InlineData("PLX_VERSION", "1.2.3", "1.2.3")]
    public async Task Who_names_a_feed_or_a_version_gets_no_other(string variable, string value, string version)
    {
        var result = (await InstallAsync(NotFound, (variable, value))).MustExitWith(2);

        Assert.Contains(
            $"::Version {version} of the tool could not be installed.",
            result.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("publish", Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sources_the_missing_release_is_an_error()
    {
        var result = (await InstallAsync(NotFound, hasSources: false)).MustExitWith(2);

        Assert.Contains("::error title=Polyaxon.Ci::Version 9.8.7", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_feed_says_is_no_log_command()
    {
        var result = (await InstallAsync($"::set-output name=x::y ##[error]no {NotFound}")).MustSucceed();

        Assert.Contains("| ::set-output name=x::y ## [error]no", result.Output, StringComparison.Ordinal);
    }

    private string Asked => File.ReadAllText(_folder.PathTo("asked.txt"));

    private string Outputs => File.ReadAllText(_folder.PathTo("outputs.txt"));

    private async Task<ProcessResult> InstallAsync(
        string feed,
        (string Name, string Value)? input = null,
        bool hasSources = true
    )
    {
        foreach (var name in new[] { "common.sh", "install.sh" })
        {
            _folder.Write($"action/{name}", await File.ReadAllTextAsync(Repository.PathTo("action", name)));
        }

        _folder.Write("action/version", "9.8.7\n");
        _folder.Write("outputs.txt", "");
        if (hasSources)
        {
            _folder.Write("src/Polyaxon.Ci.Tool/Polyaxon.Ci.Tool.csproj", "<Project/>");
        }

        var dotnet = _folder.Write("bin/dotnet", Dotnet.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Dictionary<string, string?> environment = new()
        {
            ["PATH"] = _folder.PathTo("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["FEED"] = feed,
            ["ASKED"] = _folder.PathTo("asked.txt"),
            ["GITHUB_OUTPUT"] = _folder.PathTo("outputs.txt"),
            ["GITHUB_WORKSPACE"] = _folder.PathTo("bin"),
            ["RUNNER_TEMP"] = _folder.PathTo("temp"),
            ["PLX_VERSION"] = "",
            ["PLX_TOOL_PATH"] = "",
            ["PLX_PACKAGE_SOURCE"] = "",
        };
        if (input is { } named)
        {
            environment[named.Name] = named.Value;
        }

        return await ProcessRunner.RunAsync("bash", ["action/install.sh"], _folder.Path, environment);
    }
}
