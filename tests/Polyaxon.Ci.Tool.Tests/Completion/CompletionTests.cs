using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Completion;

public sealed class CompletionTests
{
    private const string File = """
        version: 1
        kind: group
        params: {batch_size: 128, "$(touch hacked)": 1}
        hptuning:
          matrix: {lr: {values: [0.1, 0.2]}, activation: {values: [relu, tanh]}}
          early_stopping: [{metric: loss, value: 0.1, optimization: minimize}]
        run: {cmd: "train {{ lr }} {{ activation }}"}
        """;

    [Theory]
    [InlineData("che", "check")]
    [InlineData("check --format ", "github", "json", "sarif", "text")]
    [InlineData("expand --format j", "json", "jsonl")]
    [InlineData("check -P ", "activation=", "batch_size=", "lr=")]
    [InlineData("check -f polyaxonfile.yaml -P l", "lr=")]
    [InlineData("check -f absent.yaml -P ")]
    [InlineData("run --metric ", "loss", "loss:maximize", "loss:minimize")]
    [InlineData("check --seed r", "random")]
    [InlineData("completion ", "bash", "fish", "pwsh", "zsh")]
    public async Task The_tool_says_what_may_follow(string line, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", File);
        var result = (await BuiltTool.RunAsync(folder, $"[suggest:{line.Length}]", line)).MustSucceed();

        // The tool offers what holds the word; a shell shows what begins with it.
        var word = line[(line.LastIndexOf(' ') + 1)..];
        Assert.Equal(
            expected,
            result
                .Lines.Where(found => found.StartsWith(word, StringComparison.Ordinal) && found[0] is not ('-' or '/'))
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("dotnet-polyaxon che", "che", "check")]
    [InlineData("  dotnet-polyaxon check --format sa", "sa", "sarif")]
    [InlineData("dotnet-polyaxon check -P ", "", "activation=", "batch_size=", "lr=")]
    public async Task Bash_completes(string line, string word, params string[] expected)
    {
        SkipWithout("bash");
        using var folder = Prepare();
        var script =
            "source <(dotnet-polyaxon completion bash); COMP_LINE=\"$1\"; COMP_POINT=${#1}; "
            + "_dotnet_polyaxon dotnet-polyaxon \"$2\" x; printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p dotnet-polyaxon";
        var result = await Shell(folder, "bash", "-c", script, "bash", line, word);

        Assert.Equal(
            [.. expected, "complete -o default -F _dotnet_polyaxon dotnet-polyaxon"],
            result.MustSucceed().Lines
        );
        Assert.False(System.IO.File.Exists(folder.PathTo("hacked")));
    }

    [Fact]
    public async Task Fish_completes()
    {
        SkipWithout("fish");
        using var folder = Prepare();
        var result = await Shell(
            folder,
            "fish",
            "--no-config",
            "-c",
            "dotnet-polyaxon completion fish | source; complete --do-complete 'dotnet-polyaxon check --format sa'; complete --do-complete 'dotnet-polyaxon check -P l'"
        );

        Assert.Equal(["sarif", "lr="], result.MustSucceed().Lines);
    }

    [Fact]
    public async Task Zsh_takes_its_script()
    {
        SkipWithout("zsh");
        using var folder = Prepare();
        // compadd works inside the line editor only, so a stand-in prints what it is given.
        var script =
            "compdef() { :; }; _files() { :; }; compadd() { while [[ \"$1\" != -- ]]; do shift; done; shift; print -l -- \"$@\"; }; "
            + "eval \"$(dotnet-polyaxon completion zsh)\"; words=(dotnet-polyaxon check -P l); LBUFFER='dotnet-polyaxon check -P l'; _dotnet_polyaxon; "
            + "words=(dotnet-polyaxon che); LBUFFER='dotnet-polyaxon che'; _dotnet_polyaxon";
        var result = await Shell(folder, "zsh", "-f", "-c", script);

        Assert.Equal("lr= check", string.Join(' ', result.MustSucceed().Lines.Take(2)));
    }

    [Fact]
    public async Task PowerShell_completes()
    {
        SkipWithout("pwsh");
        using var folder = Prepare();
        var result = await Shell(
            folder,
            "pwsh",
            "-NoProfile",
            "-Command",
            "dotnet-polyaxon completion pwsh | Out-String | Invoke-Expression; $line = 'dotnet-polyaxon check --format sa'; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText"
        );

        Assert.Equal(["sarif"], result.MustSucceed().Lines);
    }

    /// <summary>A folder with a polyaxonfile and the tool under its own name.</summary>
    private static TemporaryFolder Prepare()
    {
        var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", File);
        var tool = folder.Write("bin/dotnet-polyaxon", $"#!/bin/sh\nexec dotnet '{BuiltTool.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(
                tool,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        return folder;
    }

    private static Task<ProcessResult> Shell(TemporaryFolder folder, string shell, params string[] arguments) =>
        ProcessRunner.RunAsync(
            shell,
            arguments,
            folder.Path,
            new Dictionary<string, string?>
            {
                ["PATH"] = folder.PathTo("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
                ["HOME"] = folder.Path,
            }
        );

    /// <summary>A shell that is absent skips its tests; in CI those that are installed there must be present.</summary>
    private static void SkipWithout(string shell)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the installed tool is a script of Unix shells.");
        var isThere = Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => System.IO.File.Exists(Path.Combine(folder, shell)));
        Assert.SkipWhen(
            !isThere && !(Repository.IsContinuousIntegration && IsRequired(shell)),
            $"{shell} is not here."
        );
    }

    /// <summary>What <c>.ci/run</c> installs; PowerShell has no package there.</summary>
    private static bool IsRequired(string shell) =>
        shell == "bash" || (shell is "zsh" or "fish" && OperatingSystem.IsLinux());
}
