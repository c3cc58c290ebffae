using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Remote;

/// <summary>
/// GitHub's REST interface as its published description has it, played by Prism (npm): it refuses what the description does not allow.
/// </summary>
public sealed class PublishedGitHub : IAsyncLifetime
{
    private static readonly string Description = Path.Combine(NodePackages.Folder, "rest", "github.json");
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Process? _prism;
    private string _address = "";

    /// <summary>Starts it and waits until it answers; without the packages it does not start, and the tests say so.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!NodePackages.AreThere)
        {
            return;
        }

        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        _address = $"http://127.0.0.1:{port}";
        ProcessStartInfo start = new(
            "node",
            ["node_modules/@stoplight/prism-cli/dist/index.js", "mock", Description, "-p", port, "--errors"]
        )
        {
            WorkingDirectory = NodePackages.Folder,
            RedirectStandardOutput = true,
        };
        _prism = Process.Start(start)!;
        await UntilListening(_prism);
    }

    /// <summary>Judges a request.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public async Task<string?> Judge(StubRequest request)
    {
        using HttpRequestMessage asked = new(new HttpMethod(request.Method), _address + request.Path + request.Query);
        if (request.Body.Length > 0)
        {
            asked.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        }

        using var answer = await _client.SendAsync(asked, CancellationToken.None);
        return (int)answer.StatusCode < 400
            ? null
            : $"{request.Method} {request.Path}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}";
    }

    /// <summary>A published example, to be filled in.</summary>
    public static JsonElement Example(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Description));
        var examples = document.RootElement.GetProperty("components").GetProperty("examples");
        return examples.GetProperty(name).GetProperty("value").Clone();
    }

    /// <summary>The names of the query parameters that an operation knows: a validator lets others pass.</summary>
    public static HashSet<string> QueryNames(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Description));
        var root = document.RootElement;
        var parameters = root.GetProperty("components").GetProperty("parameters");
        return
        [
            .. root.GetProperty("paths")
                .GetProperty(path)
                .GetProperty("get")
                .GetProperty("parameters")
                .EnumerateArray()
                .Select(one =>
                    one.TryGetProperty("$ref", out var reference)
                        ? parameters.GetProperty(reference.GetString()!.Split('/')[^1])
                        : one
                )
                .Where(one => one.GetProperty("in").GetString() == "query")
                .Select(one => one.GetProperty("name").GetString()!),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_prism is { } prism)
        {
            prism.Kill(entireProcessTree: true);
            await prism.WaitForExitAsync(CancellationToken.None);
            prism.Dispose();
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilListening(Process prism)
    {
        while (await prism.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.Contains("is listening", StringComparison.Ordinal))
            {
                // Its protocol has to be read on, or it would wait for room.
                _ = prism.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }

        Assert.Fail("Prism did not start.");
    }
}
