using System.IO.Compression;
using System.Text.Json.Nodes;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Remote;

/// <summary>A sweep that really ran, leg by leg, with its artifacts on a server in GitHub's place.</summary>
internal sealed class RemoteProject : IDisposable
{
    private const string File = """
        version: 1
        kind: group
        name: sweep
        tags: [ci]
        hptuning:
          matrix:
            x: {values: [3, 1, 2]}
        run:
          cmd: echo "loss={{ x }}"; echo weights > "$POLYAXON_RUN_OUTPUTS_PATH/model.txt"
        """;
    private readonly List<(string Name, byte[] Archive)> _artifacts = [];

    public RemoteProject(Action<StubRequest>? asked = null)
    {
        Project = new ToolProject(File);
        Server = new StubServer(request =>
        {
            asked?.Invoke(request);
            return Answer(request);
        });
    }

    public ToolProject Project { get; }

    public StubServer Server { get; }

    /// <summary>Plans the sweep and runs each of its legs; each leaves its artifact.</summary>
    public async Task Sweep()
    {
        var plan = await Project.Run("ci", "plan", "--per-job=1", "--metric=loss:minimize");
        Assert.Equal((0, ""), (plan.Code, plan.Errors));
        for (var leg = 0; leg < 3; leg++)
        {
            var results = $"results-{leg}";
            var run = await Project.Run("ci", "exec", $"--leg={leg}", $"--results={results}");
            Assert.True(run.Code == 0, run.Errors + run.Output);
            Add($"plx-res-sweep-b1-l{leg}-a1", results);
        }

        Add("plx-plan-sweep-b1-a1", "polyaxon-plan");
        Add("coverage", "polyaxon-plan");
    }

    public void Add(string name, string folder)
    {
        var archive = Project.PathTo("archive.zip");
        ZipFile.CreateFromDirectory(Project.PathTo(folder), archive);
        Add(name, System.IO.File.ReadAllBytes(archive));
        System.IO.File.Delete(archive);
    }

    public void Add(string name, byte[] archive) => _artifacts.Add((name, archive));

    public void Remove(string name) => _artifacts.RemoveAll(artifact => artifact.Name == name);

    public Task<ToolResult> Pull(params string[] arguments) =>
        Project.Run(["ci", "pull", "77", "--repository=octo/sweep", $"--api-url={Server.Address}", .. arguments]);

    public void Dispose()
    {
        Server.Dispose();
        Project.Dispose();
    }

    /// <summary>As the published description has it: archives lie elsewhere.</summary>
    private StubAnswer Answer(StubRequest request)
    {
        const string Artifacts = "/repos/octo/sweep/actions/artifacts/";
        if (request.Path == "/repos/octo/sweep/actions/runs/77/artifacts")
        {
            return StubAnswer.Json(200, List());
        }

        var (isAsked, isStored) = (
            request.Path.StartsWith(Artifacts, StringComparison.Ordinal),
            request.Path.StartsWith("/storage/", StringComparison.Ordinal)
        );
        var last = isAsked ? request.Path[Artifacts.Length..].Split('/')[0] : request.Path.Split('/')[^1];
        return !(isAsked || isStored) || !int.TryParse(last, out var id) || id >= _artifacts.Count
                ? StubAnswer.Json(404, """{"message":"Not Found"}""")
            : isAsked ? new StubAnswer(302, [], "text/html", ("Location", $"{Server.Address}/storage/{id}"))
            : new StubAnswer(200, _artifacts[id].Archive, "application/zip");
    }

    private string List()
    {
        var example = PublishedGitHub.Example("artifact-paginated").GetProperty("artifacts")[0].GetRawText();
        var rows = _artifacts.Select(
            (artifact, i) =>
            {
                var row = JsonNode.Parse(example)!;
                row["id"] = i;
                row["name"] = artifact.Name;
                row["size_in_bytes"] = artifact.Archive.Length;
                return row;
            }
        );
        return new JsonObject
        {
            ["total_count"] = _artifacts.Count,
            ["artifacts"] = new JsonArray([.. rows]),
        }.ToJsonString();
    }
}
