using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Polyaxon.Ci.Testing;

/// <summary>What a stub was asked.</summary>
public sealed record StubRequest(string Method, string Path, string Query, string? Authorization, string Body);

/// <summary>What a stub answers.</summary>
public sealed record StubAnswer(
    int Status,
    byte[] Body,
    string ContentType,
    params (string Name, string Value)[] Headers
)
{
    /// <summary>An answer of JSON.</summary>
    public static StubAnswer Json(int status, string body, params (string Name, string Value)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8", headers);
}

/// <summary>
/// A web server on loopback in GitHub's place, for what its published description cannot show: paging, limits, redirects, broken
/// archives.
/// </summary>
public sealed class StubServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly Task _loop;

    /// <summary>Starts the server.</summary>
    public StubServer(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        (_listener, Address) = Listen();
        _loop = Task.Run(Serve);
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>What it was asked so far.</summary>
    public ConcurrentQueue<StubRequest> Requests { get; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _loop.Wait();
    }

    private static (HttpListener Listener, string Address) Listen()
    {
        for (var port = 20_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            var address = FormattableString.Invariant($"http://127.0.0.1:{port}");
            HttpListener listener = new();
            listener.Prefixes.Add(address + "/");
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close(); // The port is taken; the next may be free.
            }
        }
    }

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader body = new(context.Request.InputStream, Encoding.UTF8);
            StubRequest request = new(
                context.Request.HttpMethod,
                context.Request.Url!.AbsolutePath,
                context.Request.Url.Query,
                context.Request.Headers["Authorization"],
                await body.ReadToEndAsync()
            );
            Requests.Enqueue(request);
            var answer = _answer(request);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.ContentType;
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.AddHeader(name, value);
            }

            await context.Response.OutputStream.WriteAsync(answer.Body);
            context.Response.Close();
        }
    }
}
