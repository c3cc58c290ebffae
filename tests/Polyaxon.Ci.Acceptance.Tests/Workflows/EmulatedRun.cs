using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>
/// A workflow run by the emulator of <c>tests/node/emulator</c>: the official parser and evaluator, a real bash, the installed tool;
/// artifacts are folders. It is no evidence for rules of the runner itself.
/// </summary>
internal sealed class EmulatedRun(Product product, TemporaryFolder folder)
{
    private const string Own = "polyaxon-ci/polyaxon-ci";

    /// <summary>The folder that stands for the user's repository.</summary>
    public string Repository => folder.PathTo("repository");

    /// <summary>Where artifacts are, a folder each.</summary>
    public string Artifacts => folder.PathTo("run", "artifacts");

    /// <summary>Inputs of the called workflow.</summary>
    public Dictionary<string, object> Inputs { get; init; } = [];

    /// <summary>Secrets of the called workflow.</summary>
    public Dictionary<string, string> Secrets { get; init; } = [];

    /// <summary>Values that the runner takes for secrets.</summary>
    public string[] Masks { get; init; } = [];

    /// <summary>The workflow; the shipped reusable one when it is null.</summary>
    public string? Workflow { get; init; }

    /// <summary>Jobs at once.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>A file that an experiment makes and that cancels the run.</summary>
    public string? CancelWhen { get; init; }

    /// <summary>Earlier runs of the repository by their ids: the folders with their artifacts.</summary>
    public Dictionary<string, string> EarlierRuns { get; init; } = [];

    /// <summary>Puts a polyaxonfile into the repository; one that ranks by nothing ranks by its loss.</summary>
    public EmulatedRun With(string file)
    {
        folder.Write("repository/polyaxonfile.yaml", file);
        if (
            file.Contains("matrix", StringComparison.Ordinal)
            && !file.Contains("early_stopping", StringComparison.Ordinal)
        )
        {
            Inputs.TryAdd("metric", "loss:minimize");
        }

        return this;
    }

    /// <summary>Runs the workflow, or runs again what failed in the attempt before.</summary>
    /// <param name="attempt">Which attempt, from 1.</param>
    /// <param name="lose">An artifact to delete, by pattern, before a job: job, then pattern.</param>
    public async Task<EmulatedResult> RunAsync(int attempt = 1, (string Before, string Pattern)? lose = null)
    {
        Node.Require();
        Directory.CreateDirectory(Repository);
        var root = Testing.Repository.Root;
        var scenario = folder.Write(
            $"scenario-{attempt}.json",
            JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["folder"] = folder.PathTo("run"),
                    ["repository"] = Repository,
                    ["repositories"] = new Dictionary<string, object>
                    {
                        [Own] = new { folder = root, only = new[] { "action.yml", "action" } },
                    },
                    ["actions"] = new Dictionary<string, string> { [Own + "@v1.0.0"] = root },
                    ["workflows"] = new Dictionary<string, string>
                    {
                        [Own + "/.github/workflows/sweep.yml@v1.0.0"] = Path.Combine(
                            root,
                            ".github",
                            "workflows",
                            "sweep.yml"
                        ),
                    },
                    ["workflow"] = Workflow ?? Path.Combine(root, ".github", "workflows", "sweep.yml"),
                    ["own"] = Workflow is null ? Own : null,
                    ["inputs"] = Workflow is null ? WithTool() : [],
                    ["secrets"] = Secrets,
                    ["masks"] = Masks,
                    ["attempt"] = attempt,
                    ["parallel"] = Parallel,
                    ["faults"] = lose is { } fault ? new[] { new { before = fault.Before, lose = fault.Pattern } } : [],
                    ["cancelWhen"] = attempt == 1 ? CancelWhen : null,
                    ["runs"] = EarlierRuns,
                    ["toolPath"] = product.ToolFolder,
                    ["environment"] = Environment(),
                }
            )
        );
        (await Node.RunAsync("emulator/main.mjs", scenario)).MustSucceed();
        var report = await File.ReadAllTextAsync(
            folder.PathTo("run", $"attempt-{attempt}.json"),
            TestContext.Current.CancellationToken
        );
        return new EmulatedResult(JsonDocument.Parse(report).RootElement);
    }

    private Dictionary<string, object> WithTool() => new(Inputs) { ["tool-path"] = product.ToolFolder };

    private static Dictionary<string, string?> Environment() =>
        new[] { "PATH", "HOME", "DOTNET_ROOT", "LANG" }
            .Select(name => (name, value: System.Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.value is not null)
            .ToDictionary(variable => variable.name, variable => variable.value);
}
