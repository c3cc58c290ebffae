using System.Globalization;
using System.Net;

namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>
/// Waits as GitHub asks for it and tries again: <c>Retry-After</c> first, then <c>X-RateLimit-Reset</c> when nothing is left, then a
/// minute and more for a secondary limit (GitHub documentation, "Best practices for using the REST API", handling rate limit
/// errors). A question that only reads is also repeated after a fault of the network or the server; one that starts something is
/// not, since it may have been heard.
/// </summary>
internal sealed class PatientHandler(
    HttpMessageHandler inner,
    TimeProvider time,
    TimeSpan patience,
    Action<string> note
) : DelegatingHandler(inner)
{
    private const int ServerTries = 4;
    private static readonly TimeSpan SecondaryWait = TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var waited = TimeSpan.Zero;
        for (var tries = 1; ; tries++)
        {
            var (response, fault) = await Try(request, cancellationToken).ConfigureAwait(false);
            var wait = response is null
                ? Backoff(tries)
                : await WaitOf(response, tries, request.Method).ConfigureAwait(false);
            var mayRepeat = response is not null || request.Method == HttpMethod.Get;
            if (wait is not { } pause || !mayRepeat || waited + pause > patience)
            {
                return response ?? throw new GitHubException(Unreachable(request, fault!), fault!);
            }

            if (pause > TimeSpan.FromSeconds(5))
            {
                note(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"GitHub asks to wait {Math.Ceiling(pause.TotalSeconds)} s before the next request."
                    )
                );
            }

            response?.Dispose();
            waited += pause;
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(HttpResponseMessage? Response, Exception? Fault)> Try(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await base.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception fault)
            when (fault is HttpRequestException or IOException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return (null, fault);
        }
    }

    /// <summary>How long to wait before the same request is sent again; null when the answer stands.</summary>
    private async Task<TimeSpan?> WaitOf(HttpResponseMessage response, int tries, HttpMethod method)
    {
        if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)
        {
            return RetryAfter(response) ?? Reset(response) ?? await Secondary(response, tries).ConfigureAwait(false);
        }

        return (int)response.StatusCode < 500 || method != HttpMethod.Get
            ? null
            : RetryAfter(response) ?? Backoff(tries);
    }

    private static TimeSpan? Backoff(int tries) => tries < ServerTries ? TimeSpan.FromSeconds(1 << (tries - 1)) : null;

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => NotNegative(date - time.GetUtcNow()),
            _ => null,
        };

    private TimeSpan? Reset(HttpResponseMessage response) =>
        Header(response, "X-RateLimit-Remaining") == "0"
        && long.TryParse(
            Header(response, "X-RateLimit-Reset"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow()) + TimeSpan.FromSeconds(1)
            : null;

    // A secondary limit tells itself only by its words; another 403 is a matter of permissions.
    private static async Task<TimeSpan?> Secondary(HttpResponseMessage response, int tries)
    {
        await response.Content.LoadIntoBufferAsync().ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        return
            response.StatusCode == HttpStatusCode.TooManyRequests
            || text.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase)
            ? SecondaryWait * (1 << Math.Min(tries - 1, 6))
            : null;
    }

    private static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Unreachable(HttpRequestMessage request, Exception fault) =>
        $"{request.RequestUri!.Host} cannot be reached: {fault.Message}";
}
