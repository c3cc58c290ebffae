using System.ComponentModel;
using System.Diagnostics;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>What a short call of the client gave.</summary>
/// <param name="IsFine">Whether it ended with exit code 0 in time.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error, or why it could not be called.</param>
internal sealed record DockerAnswer(bool IsFine, string Output, string Error);

/// <summary>Short calls of docker's command-line client.</summary>
internal static class DockerClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Calls the client and waits for its end; never throws.</summary>
    public static DockerAnswer Run(string docker, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(docker, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return new DockerAnswer(false, "", "docker did not answer in time.");
            }

            return new DockerAnswer(
                process.ExitCode == 0,
                output.GetAwaiter().GetResult(),
                error.GetAwaiter().GetResult()
            );
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or IOException)
        {
            return new DockerAnswer(false, "", fault.Message);
        }
    }
}
