using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>The options of <c>ci workflow</c> that say what the workflow does beside its batches.</summary>
internal sealed partial class WorkflowOptions
{
    private static readonly string[] KnownEvents = ["workflow_dispatch", "push", "pull_request", "workflow_call"];

    private readonly Option<string[]> _events = Repeatable(
        "--on",
        "EVENT",
        "What starts it; workflow_dispatch by default"
    );
    private readonly Option<string[]> _secrets = Repeatable("--secret", "NAME", "A secret that experiments get");
    private readonly Option<string[]> _variables = Repeatable("--env", "NAME=VALUE", "A variable that experiments get");
    private readonly Option<int> _maxBatches = Number(
        "--max-batches",
        "The most batches the workflow may have",
        Planning.BatchSize.MaxBatches,
        100
    );
    private readonly Option<int> _timeoutMinutes = Number(
        "--timeout-minutes",
        "Minutes after which a job of experiments is ended",
        360,
        7200
    );
    private readonly Option<string?> _name = Text("--name", "NAME", "The workflow's name; by default the group's");
    private readonly Option<string?> _action = Text(
        "--action",
        "OWNER/NAME@REF",
        "The action, best pinned to a commit; by default the release of this tool"
    );
    private readonly Option<string?> _runsOn = Text(
        "--runs-on",
        "LABEL",
        "Where experiments run: a runner's label, or labels and groups as JSON"
    );
    private readonly Option<string?> _environment = Text(
        "--environment",
        "NAME",
        "Deployment environment of the jobs that run experiments"
    );
    private readonly Option<string?> _dotnet = Text(
        "--dotnet-version",
        "VERSION",
        "The .NET SDK to set up; 'none' where the runners have .NET 10"
    );

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _name,
            _events,
            _maxBatches,
            _runsOn,
            _timeoutMinutes,
            _environment,
            _secrets,
            _variables,
            _dotnet,
            _action,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        _events.AcceptOnlyFromAmong(KnownEvents);
        Must(_name, NoExpression(), "cannot be an expression; GitHub takes the name as it stands");
        Must(_secrets, VariableName(), "is no name of a secret: letters, digits and '_'");
        Must(_variables, Assignment(), "is not NAME=VALUE");
        Must(_action, ActionReference(), "is not OWNER/NAME@REF or a path such as ./");
    }

    /// <summary>The most batches allowed.</summary>
    public int MaxBatches(ParseResult parsed) => parsed.GetValue(_maxBatches);

    /// <summary>What the options say; the batches, the inputs of the action and the command line are the caller's.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="group">The group's name; null when it has none.</param>
    public WorkflowSettings Settings(ParseResult parsed, string? group)
    {
        var dotnet = parsed.GetValue(_dotnet) ?? "10.0.x";
        return new WorkflowSettings
        {
            Name = parsed.GetValue(_name) ?? group ?? "sweep",
            Batches = 1,
            Command = "",
            Events = parsed.GetValue(_events) is { Length: > 0 } events ? [.. events.Distinct()] : [KnownEvents[0]],
            Action = parsed.GetValue(_action) ?? ActionRelease.Action,
            DotnetVersion = dotnet == "none" ? "" : dotnet,
            RunsOn = parsed.GetValue(_runsOn) ?? "ubuntu-latest",
            TimeoutMinutes = parsed.GetValue(_timeoutMinutes),
            Environment = parsed.GetValue(_environment),
            Secrets = [.. (parsed.GetValue(_secrets) ?? []).Distinct()],
            Variables = [.. (parsed.GetValue(_variables) ?? []).Select(Variable)],
        };
    }

    private static WorkflowEntry Variable(string assignment)
    {
        var parts = assignment.Split('=', 2);
        return new WorkflowEntry(parts[0], parts[1]);
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string[]> Repeatable(string name, string value, string description) =>
        new(name)
        {
            Description = description + ". Repeatable",
            HelpName = value,
            AllowMultipleArgumentsPerToken = false,
        };

    private static Option<int> Number(string name, string description, int usual, int most)
    {
        Option<int> option = new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && (number < 1 || number > most)
            )
            {
                result.AddError($"{name} is a number from 1 to {most}.");
            }
        });
        return option;
    }

    private static void Must(Option option, Regex form, string complaint) =>
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !form.IsMatch(token.Value)))
            {
                result.AddError($"{option.Name}: '{token.Value}' {complaint}.");
            }
        });

    [GeneratedRegex(@"\A((?!\$\{\{)[\s\S])*\z")]
    private static partial Regex NoExpression();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*=.*\z")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\A(\./[A-Za-z0-9._/-]*|[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+@[A-Za-z0-9._/-]+)\z")]
    private static partial Regex ActionReference();
}
