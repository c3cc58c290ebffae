using System.Collections.Immutable;
using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Ci;

/// <summary>
/// A sweep whose parameter values, metric names, log lines and file names are hostile texts, run once from plan to verdict by the
/// tool, as a job of GitHub Actions calls it.
/// </summary>
public sealed class HostileSweep : IAsyncLifetime
{
    /// <summary>What ranks, and what early stopping looks at.</summary>
    public const string Objective = "loss | ::error::pwned ##[add-mask]pwned <b> @team";

    private static readonly ImmutableArray<string> Verbs = ["plan", "exec", "gather", "verdict"];
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, ProcessResult> _results = [];

    /// <summary>How a verb ended.</summary>
    public ProcessResult this[string verb] => _results[verb];

    /// <summary>The verbs.</summary>
    public static IEnumerable<string> All => Verbs;

    /// <summary>The entries of the file of outputs that a verb wrote, as a runner reads them.</summary>
    public IReadOnlyDictionary<string, string> Outputs(string verb) => RunnerFile.Read(Text(verb + ".output"));

    /// <summary>The job summary that a verb wrote.</summary>
    public string Summary(string verb) => Text(verb + ".summary");

    /// <summary>A file of the sweep's folder.</summary>
    public string Text(params string[] parts) => File.ReadAllText(PathTo(parts));

    /// <summary>A JSON file of the sweep's folder.</summary>
    public JsonElement Json(params string[] parts) => JsonDocument.Parse(Text(parts)).RootElement;

    /// <summary>A path in the sweep's folder.</summary>
    public string PathTo(params string[] parts) => _folder.PathTo(parts);

    /// <summary>The index of the experiment that has a text.</summary>
    public static int IndexOf(string text) => Injections.All.ToList().IndexOf(text) + 1;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Write();
        _results["plan"] = await Run("plan", "-f", "g.yaml", "--per-job", "200", "--batch-size", "200");
        _results["exec"] = await Run("exec", "--leg=0");
        // What an attacker's artifact could add: a folder with any name that holds no result.
        foreach (var name in Injections.All.Where(IsFileName))
        {
            Directory.CreateDirectory(PathTo("polyaxon-results", name));
            File.WriteAllText(PathTo("polyaxon-results", name, "e1-a9.json"), name);
        }

        _results["gather"] = await Run("gather", "--plan-next");
        _results["verdict"] = await Run("verdict");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a file can have that name here.</summary>
    public static bool IsFileName(string text) =>
        !OperatingSystem.IsWindows() && text.Length > 0 && !text.Contains('/', StringComparison.Ordinal);

    private void Write()
    {
        _folder.Write(
            "g.yaml",
            $$$"""
            version: 1
            kind: group
            name: hostile
            hptuning:
              concurrency: 2
              matrix:
                text: {values: [{{{string.Join(", ", Injections.All.Select(Injections.Yaml))}}}]}
              early_stopping: [{metric: {{{Injections.Yaml(Objective)}}}, value: 0, optimization: minimize}]
            run: {cmd: "bash record.sh {{ text | quote }}"}
            """
        );
        _folder.Write(
            "record.sh",
            """
            # Leaves what it was given, says it, and reports it as the name of a metric.
            printf '%s' "$1" >"$POLYAXON_RUN_OUTPUTS_PATH/argument"
            printf '%s' "$POLYAXON_PARAMS" >"$POLYAXON_RUN_OUTPUTS_PATH/params"
            printf '%s\n' "$1"
            case $1 in */*) ;; *) : >"$POLYAXON_RUN_OUTPUTS_PATH/$1" ;; esac
            folder=$(dirname "$POLYAXON_RUN_OUTPUTS_PATH")
            cat "metrics/$(basename "$folder" -a1)" >"$POLYAXON_METRICS_FILE"
            """
        );
        foreach (var text in Injections.All)
        {
            Dictionary<string, double> metrics = new() { [text] = 2, [Objective] = text == Injections.All[^1] ? 0 : 1 };
            _folder.Write($"metrics/e{IndexOf(text)}", JsonSerializer.Serialize(metrics) + "\n");
        }
    }

    private Task<ProcessResult> Run(string verb, params string[] arguments) =>
        BuiltTool.RunAsync(
            _folder,
            new Dictionary<string, string?>
            {
                ["GITHUB_ACTIONS"] = "true",
                ["CI"] = "true",
                ["GITHUB_OUTPUT"] = _folder.Write(verb + ".output", ""),
                ["GITHUB_STEP_SUMMARY"] = _folder.Write(verb + ".summary", ""),
            },
            ["ci", verb, .. arguments]
        );
}
