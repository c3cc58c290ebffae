using System.CommandLine;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Tool.Completion;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>run</c>: runs the group on this machine.</summary>
internal static class RunCommand
{
    private static readonly FileOptions Files = new();
    private static readonly OutputOptions Output = new();

    private static readonly Option<string?> Metric = new("--metric")
    {
        Description = "What ranks the experiments.",
        HelpName = "NAME[:minimize|maximize]",
    };

    private static readonly Option<string?> Project = new("--project", "-p") { Description = "The project's name." };

    private static readonly Option<string> Engine = new("--engine")
    {
        Description =
            "Where experiments run: auto is docker in CI on Linux when the file names an image, and processes of this machine otherwise.",
        HelpName = "auto|process|docker",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string> Format = new("--format")
    {
        Description = "The result: text, or json on standard output with all else on standard error.",
        HelpName = "text|json",
        DefaultValueFactory = _ => "text",
    };

    private static readonly Option<string?> Shell = new("--shell") { Description = "The shell instead of bash." };

    private static readonly Option<double?> Timeout = new("--timeout")
    {
        Description = "Ends an experiment after so long.",
        HelpName = "SECONDS",
    };

    private static readonly Option<int> Retries = new("--retries")
    {
        Description = "Tries a failed experiment again so often.",
    };

    private static readonly Option<int?> MaxFailures = new("--max-failures")
    {
        Description = "Starts nothing new after so many failed experiments.",
    };

    private static readonly Option<string?> FailOn = new("--fail-on")
    {
        Description = "What makes the exit code 1: any, all, objective-missing or none.",
    };

    private static readonly Option<bool> NoBuild = new("--no-build") { Description = "Leaves out the build steps." };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Shows the first commands and runs nothing.",
    };

    private static readonly Option<bool> IsAsync = new("--async")
    {
        Description = "bo: refills free slots at once; suggestions then depend on timing.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        FailOn.AcceptOnlyFromAmong("any", "all", "objective-missing", "none");
        Timeout.Validators.Add(result =>
            Require(result, result.GetValue(Timeout) is null or > 0, "--timeout is above 0.")
        );
        Retries.Validators.Add(result => Require(result, result.GetValue(Retries) >= 0, "--retries is 0 or more."));
        MaxFailures.Validators.Add(result =>
            Require(result, result.GetValue(MaxFailures) is null or >= 1, "--max-failures is 1 or more.")
        );
        Engine.AcceptOnlyFromAmong([.. EngineChoice.Names]);
        Format.AcceptOnlyFromAmong("text", "json");
        Command run = new("run", "Runs the group on this machine.")
        {
            Metric,
            Project,
            Engine,
            Shell,
            Timeout,
            Retries,
            MaxFailures,
            FailOn,
            NoBuild,
            DryRun,
            IsAsync,
            Format,
        };
        Files.AddTo(run);
        Metric.CompletionSources.Add(context => Files.Offer(context, FileCompletions.Metrics));
        Output.AddTo(run);
        run.SetAction(result =>
            Files.LoadGroup(result, Output, "run") is { } loaded
                ? new RunVerb(Options(result, loaded)).Execute()
                : ExitCodes.Usage
        );
        return run;
    }

    private static RunOptions Options(ParseResult result, LoadedGroup loaded) =>
        new()
        {
            Loaded = loaded,
            Metric = result.GetValue(Metric),
            Project = result.GetValue(Project),
            Engine = result.GetValue(Engine)!,
            Shell = result.GetValue(Shell),
            Timeout = result.GetValue(Timeout),
            Retries = result.GetValue(Retries),
            MaxFailures = result.GetValue(MaxFailures),
            FailOn = result.GetValue(FailOn),
            NoBuild = result.GetValue(NoBuild),
            DryRun = result.GetValue(DryRun),
            IsAsync = result.GetValue(IsAsync),
            Output = Output.ForRunning(result, result.GetValue(Format) == "json"),
        };

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool isFine, string message)
    {
        if (!isFine)
        {
            result.AddError(message);
        }
    }
}
