using System.Diagnostics;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>What a call of the tool gave.</summary>
internal sealed record ToolResult(int Code, string Output, string Errors);

/// <summary>A folder of its own in which the built tool is called as a user calls it.</summary>
internal sealed class ToolProject : IDisposable
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll");

    public ToolProject(string? polyaxonfile = null)
    {
        if (polyaxonfile is not null)
        {
            File.WriteAllText(PathTo("polyaxonfile.yaml"), polyaxonfile);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("plx-tool-").FullName;

    public string PathTo(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Starts the tool; its output is to be read to the end.</summary>
    /// <remarks>A signal that whoever runs the tests ignores (nohup) would be ignored by the tool as well; it starts with the default.</remarks>
    public Process Start(params string[] arguments) =>
        OperatingSystem.IsLinux()
            ? Start("env", ["--default-signal=HUP", "dotnet", Tool, .. arguments])
            : Start("dotnet", [Tool, .. arguments]);

    /// <summary>Starts a script in bash, in which <c>$tool</c> calls the tool.</summary>
    public Process StartScript(string script) =>
        Start("bash", ["-c", $"tool() {{ dotnet '{Tool}' \"$@\"; }}; {script}"]);

    /// <summary>Calls the tool and waits for its end.</summary>
    public Task<ToolResult> Run(params string[] arguments) => Finish(Start(arguments));

    /// <summary>Runs a script in bash, in which <c>tool</c> calls the tool.</summary>
    public Task<ToolResult> Script(string script) => Finish(StartScript(script));

    /// <summary>Waits for the end.</summary>
    public static async Task<ToolResult> Finish(Process started)
    {
        using var process = started;
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new ToolResult(
            process.ExitCode,
            (await output).ReplaceLineEndings("\n"),
            (await errors).ReplaceLineEndings("\n")
        );
    }

    /// <summary>Waits until something is true of the folder.</summary>
    public static async Task Until(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not happen in a minute.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("bash", ["-c", $"kill -{signal} {process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["POLYAXON_USER"] = "admin";
        start.Environment["POLYAXON_PROJECT"] = "mnist";
        start.Environment.Remove("CI");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
