using System.Diagnostics;
using System.Text;
using Xunit;

namespace Polyaxon.Ci.Testing;

/// <summary>
/// Runs a program to its end. The program sees a clean environment: what the test host, its build or the CI system left in ours
/// (<c>MSBUILD*</c>, <c>GITHUB_*</c>, <c>CI</c>, <c>POLYAXON_*</c> and the like) is taken out, so that a test gives the same
/// result everywhere; a test that wants such a variable names it.
/// </summary>
public static class ProcessRunner
{
    /// <summary>How long a program may take unless the caller says otherwise; generous, since a busy machine is no fault.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    private static readonly string[] Inherited =
    [
        "MSBUILD",
        "MSBuild",
        "DOTNET_HOST_PATH",
        "DOTNET_CLI_",
        "TESTINGPLATFORM_",
        "GITHUB_",
        "RUNNER_",
        "POLYAXON_",
        "PLX_",
        "CI",
        "NO_COLOR",
        "NUGET_PACKAGES",
    ];

    /// <summary>Runs a program and waits for it; after the timeout its whole process tree is killed and the test fails.</summary>
    /// <param name="program">Its name on PATH, or its path.</param>
    /// <param name="arguments">Its arguments, each passed on as it is.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Variables set on top of the clean environment; null removes one.</param>
    /// <param name="input">What it reads on standard input; null for nothing.</param>
    /// <param name="timeout">After which time it is killed; null for <see cref="DefaultTimeout"/>.</param>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null,
        TimeSpan? timeout = null
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(timeout ?? DefaultTimeout);
        using var process = Process.Start(Describe(program, arguments, folder, environment))!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteInput(process, input);
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' did not end in time."
            );
        }

        return new ProcessResult(process.ExitCode, Fold(await output), Fold(await errors));
    }

    private static ProcessStartInfo Describe(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach (
            var name in start.Environment.Keys.Where(name =>
                Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            )
        )
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WriteInput(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that does not read its input may be gone already.
        }
    }

    private static string Fold(string text) => text.ReplaceLineEndings("\n");
}
