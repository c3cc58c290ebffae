using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>The options of <c>ci workflow</c> that become inputs of the action, each under its own name.</summary>
internal sealed class ActionOptions
{
    private readonly Option<string?> _folder = Text(
        "--working-directory",
        "DIR",
        "Folder of the polyaxonfile in the repository; by default where this folder lies in it"
    );
    private readonly Option<long?> _batchSize = new("--batch-size")
    {
        Description = "Experiments between two decisions",
        HelpName = "N",
    };
    private readonly ImmutableArray<Option> _plan;
    private readonly ImmutableArray<Option> _exec;
    private readonly ImmutableArray<Option> _verdict;
    private readonly ImmutableArray<Option> _every;

    /// <summary>The options.</summary>
    public ActionOptions()
    {
        _plan =
        [
            Text("--metric", "NAME[:minimize|maximize]", "The objective, where the file names none"),
            _batchSize,
            Number("--per-job", "N", "Experiments of one job"),
            Number("--max-jobs", "N", "Jobs of one batch at most, 1 to 256"),
            Number("--minutes-per-experiment", "X", "About how long an experiment takes"),
            Number("--setup-minutes", "X", "What a job takes before its first experiment"),
        ];
        _exec =
        [
            Number("--timeout", "SECONDS", "An experiment that takes longer is ended and has failed"),
            Text("--shell", "S", "The shell that runs the experiments' commands"),
            Among("--engine", "Whether experiments run in the image of the build section", "auto", "process", "docker"),
        ];
        _verdict = [Among("--fail-on", "What makes the verdict red", "any", "all", "objective-missing", "none")];
        _every =
        [
            Text("--version-of-tool", "VERSION", "Exact version of the tool; by default the action's"),
            Text("--tool-path", "DIR", "Folder on the runners that holds the tool already"),
            Text("--package-source", "SOURCE", "Where the tool's package comes from"),
            Number("--retention-days", "N", "How long artifacts are kept"),
        ];
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_folder, .. _plan, .. _exec, .. _verdict, .. _every])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The batch size asked for; null for the rule.</summary>
    public long? BatchSize(ParseResult parsed) => parsed.GetValue(_batchSize);

    /// <summary>Adds what the options say to a workflow.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The workflow so far.</param>
    /// <param name="files">The inputs that name the polyaxonfile, its parameters and its seed.</param>
    public WorkflowSettings Extend(ParseResult parsed, WorkflowSettings settings, IEnumerable<WorkflowEntry> files)
    {
        var folder = new WorkflowEntry(
            "working-directory",
            WorkflowText.Scalar(parsed.GetValue(_folder) ?? RepositoryFolder.Current())
        );
        var every = Given(parsed, _every);
        return settings with
        {
            Plan =
            [
                folder,
                .. files,
                .. Given(parsed, _plan),
                new("max-batches", WorkflowText.Scalar(settings.Batches.ToString(CultureInfo.InvariantCulture))),
                .. every,
            ],
            Exec = [folder, .. Given(parsed, _exec), .. every],
            Gather = [.. every],
            Verdict = [.. Given(parsed, _verdict), .. every],
        };
    }

    private static IEnumerable<WorkflowEntry> Given(ParseResult parsed, ImmutableArray<Option> options) =>
        from option in options
        let result = parsed.GetResult(option)
        where result is { Implicit: false, Tokens: [_, ..] }
        select new WorkflowEntry(
            option.Name == "--version-of-tool" ? "version" : option.Name[2..],
            WorkflowText.Scalar(result.Tokens[^1].Value)
        );

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<double?> Number(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string?> Among(string name, string description, params string[] values)
    {
        Option<string?> option = new(name) { Description = description };
        return option.AcceptOnlyFromAmong(values);
    }
}
