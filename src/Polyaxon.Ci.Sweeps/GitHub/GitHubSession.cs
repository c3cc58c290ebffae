using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Octokit;
using Octokit.Internal;

namespace Polyaxon.Ci.Sweeps.GitHub;

/// <summary>Asks one repository's REST interface; every fault is a <see cref="GitHubException"/> in words.</summary>
public sealed class GitHubSession : IDisposable
{
    private const int PageSize = 100;

    /// <summary>More pages than this are no answer of a sane server (a run has at most a few ten thousand artifacts).</summary>
    private const int MaxPages = 1000;
    private const string Json = "application/vnd.github+json";
    private const string Program = "polyaxon-ci";
    private readonly GitHubSettings _settings;
    private readonly HttpMessageHandler _handler;
    private readonly HttpClientAdapter _adapter;
    private readonly Connection _connection;
    private readonly HttpClient _downloads;

    /// <summary>Prepares a session; nothing is sent yet.</summary>
    /// <param name="settings">Which repository.</param>
    /// <param name="time">The clock that waits go by.</param>
    /// <param name="patience">How long waits may last in all, request by request.</param>
    /// <param name="note">Hears why it takes long.</param>
    public GitHubSession(GitHubSettings settings, TimeProvider time, TimeSpan patience, Action<string> note)
    {
        _settings = settings;
        _handler = Handler();
        _adapter = new HttpClientAdapter(Handler);
        _connection = new Connection(
            new Octokit.ProductHeaderValue(Program),
            settings.Api,
            new InMemoryCredentialStore(
                settings.Token is null
                    ? Credentials.Anonymous
                    : new Credentials(settings.Token, AuthenticationType.Bearer)
            ),
            _adapter,
            new SimpleJsonSerializer()
        );
        _downloads = new HttpClient(_handler, disposeHandler: false);

        HttpMessageHandler Handler() => new PatientHandler(new SocketsHttpHandler(), time, patience, note);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _downloads.Dispose();
        _adapter.Dispose();
        _handler.Dispose();
    }

    /// <summary>All artifacts of a run, page by page, so that a thousand of them are no limit.</summary>
    /// <exception cref="GitHubException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<RunArtifact>> ListArtifacts(long run, CancellationToken cancellation)
    {
        Dictionary<long, RunArtifact> artifacts = [];
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await AskFor(
                    $"the artifacts of run {run}",
                    () =>
                        _connection.Get<ArtifactPage>(
                            Path($"actions/runs/{run}/artifacts"),
                            Query(("per_page", PageSize.ToString(CultureInfo.InvariantCulture)), ("page", Text(page))),
                            Json,
                            cancellation
                        ),
                    "actions: read"
                )
                .ConfigureAwait(false);
            foreach (var artifact in answer.Artifacts)
            {
                artifacts[artifact.Id] = new RunArtifact(
                    artifact.Id,
                    artifact.Name,
                    artifact.SizeInBytes,
                    artifact.Expired
                );
            }

            if (answer.Artifacts.Count < PageSize || artifacts.Count >= answer.TotalCount)
            {
                break;
            }
        }

        return [.. artifacts.Values.OrderBy(artifact => artifact.Id)];
    }

    /// <summary>Downloads an artifact's archive to a file.</summary>
    /// <param name="artifact">Which.</param>
    /// <param name="path">Where to; replaced when it exists.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitHubException">It cannot be downloaded whole, or is larger than allowed.</exception>
    public async Task Download(RunArtifact artifact, string path, long limit, CancellationToken cancellation)
    {
        var what = $"the artifact '{artifact.Name}'";
        using HttpRequestMessage request = new(
            HttpMethod.Get,
            new Uri(_settings.Api, Path($"actions/artifacts/{artifact.Id}/zip"))
        );
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Program, null));

        // The handler drops this header when it follows the redirect to the storage.
        if (_settings.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Token);
        }

        try
        {
            using var response = await _downloads
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new GitHubException(
                    GitHubWords.Refused(what, response.StatusCode, response.ReasonPhrase, "actions: read")
                );
            }

            await Copy(response, what, path, limit, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException)
        {
            throw new GitHubException($"The download of {what} broke off: {fault.Message}", fault);
        }
    }

    /// <summary>Starts a workflow by <c>workflow_dispatch</c>.</summary>
    /// <param name="workflow">Its file's name, such as <c>sweep.yml</c>.</param>
    /// <param name="reference">The branch or tag that holds it.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitHubException">It was not started.</exception>
    public async Task<DispatchedRun> Dispatch(
        string workflow,
        string reference,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancellation
    )
    {
        var what = $"workflow '{workflow}' on '{reference}'";
        var path = Path($"actions/workflows/{Uri.EscapeDataString(workflow)}/dispatches");
        Dictionary<string, object> body = new()
        {
            ["ref"] = reference,
            ["inputs"] = inputs.ToDictionary(input => input.Key, input => (object)input.Value),
            // github.com then answers with the run; servers that do not know it answer 204 or refuse it.
            ["return_run_details"] = true,
        };
        try
        {
            return await Send().ConfigureAwait(false);
        }
        catch (ApiValidationException fault) when (GitHubWords.Mentions(fault, "return_run_details"))
        {
            body.Remove("return_run_details");
            return await Ask(what, Send, "actions: write").ConfigureAwait(false);
        }
        catch (Exception fault) when (GitHubWords.Of(what, fault, "actions: write") is { } words)
        {
            throw new GitHubException(words, fault);
        }

        async Task<DispatchedRun> Send()
        {
            var answer = await _connection
                .Post<DispatchAnswer>(path, body, Json, "application/json", Query(), cancellation)
                .ConfigureAwait(false);
            return answer.HttpResponse.StatusCode == HttpStatusCode.OK && answer.Body is { WorkflowRunId: > 0 } run
                ? new DispatchedRun(run.WorkflowRunId, run.HtmlUrl)
                : new DispatchedRun(null, null);
        }
    }

    /// <summary>The newest run of a workflow whose title holds a text; null when there is none.</summary>
    /// <exception cref="GitHubException">Runs cannot be listed.</exception>
    public async Task<DispatchedRun?> FindRun(string workflow, string title, CancellationToken cancellation)
    {
        var answer = await AskFor(
                $"the runs of workflow '{workflow}'",
                () =>
                    _connection.Get<RunPage>(
                        Path($"actions/workflows/{Uri.EscapeDataString(workflow)}/runs"),
                        Query(("event", "workflow_dispatch"), ("per_page", "30")),
                        Json,
                        cancellation
                    ),
                "actions: read"
            )
            .ConfigureAwait(false);
        var run = answer.WorkflowRuns.Find(one => one.DisplayTitle?.Contains(title, StringComparison.Ordinal) == true);
        return run is null ? null : new DispatchedRun(run.Id, run.HtmlUrl);
    }

    private static async Task Copy(
        HttpResponseMessage response,
        string what,
        string path,
        long limit,
        CancellationToken cancellation
    )
    {
        await using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using FileStream target = new(path, System.IO.FileMode.Create, FileAccess.Write, FileShare.None);
        var buffer = new byte[1 << 16];
        var total = 0L;
        while (await source.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            total += read;
            if (total > limit)
            {
                throw new GitHubException($"The download of {what} was given up: it is larger than {limit} bytes.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        if (response.Content.Headers.ContentLength is { } length && length != total)
        {
            throw new GitHubException($"The download of {what} broke off after {total} of {length} bytes.");
        }
    }

    /// <summary>An answer's content; there is none when the server says that it is no JSON, or answers <c>null</c>.</summary>
    private static async Task<T> AskFor<T>(string what, Func<Task<IApiResponse<T>>> question, string permission)
        where T : class
    {
        var answer = await Ask(what, question, permission).ConfigureAwait(false);
        return answer.Body
            ?? throw new GitHubException(
                $"GitHub's answer for {what} is not understood: it holds nothing of that, and its content type is '{answer.HttpResponse.ContentType}'."
            );
    }

    private static async Task<T> Ask<T>(string what, Func<Task<T>> question, string permission)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (Exception fault) when (GitHubWords.Of(what, fault, permission) is { } words)
        {
            throw new GitHubException(words, fault);
        }
    }

    private Uri Path(FormattableString rest) =>
        new(
            $"repos/{_settings.Owner}/{_settings.Repository}/{rest.ToString(CultureInfo.InvariantCulture)}",
            UriKind.Relative
        );

    private static Dictionary<string, string> Query(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        Dictionary<string, string> query = [];
        foreach (var (name, value) in pairs)
        {
            query[name] = value;
        }

        return query;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
