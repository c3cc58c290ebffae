using System.Collections.Immutable;
using System.Globalization;
using Scriban;
using Scriban.Runtime;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>Writes GitHub workflows: plan, so many batches of legs and gather, verdict. The same settings give the same bytes.</summary>
internal static class WorkflowGenerator
{
    /// <summary>The batches of the shipped reusable workflow.</summary>
    public const int ReusableBatches = 10;

    /// <summary>Beyond this GitHub starts nothing from a workflow file.</summary>
    public const int LargestFile = 500_000;

    private static readonly string[] Planned =
    [
        "group",
        "batch",
        "count",
        "legs",
        "stop",
        "reason",
        "matrix",
        "max-parallel",
        "plan-artifact",
        "plan-digest",
        "restore",
    ];

    private static readonly string[] Decided =
    [
        "group",
        "verdict",
        "status",
        "reason",
        "best",
        "best-value",
        "succeeded",
        "failed",
        "missing",
    ];

    /// <summary>A workflow that stands alone, for one group.</summary>
    /// <param name="settings">What it says.</param>
    public static string Unrolled(WorkflowSettings settings) =>
        Render(
            new ScriptObject
            {
                ["reusable"] = false,
                ["batches"] = Batches(settings.Batches),
                ["header"] = Header(settings),
                ["concurrency"] = "polyaxon-${{ github.workflow }}-${{ github.ref }}",
                ["action"] = WorkflowText.Scalar(settings.Action),
                ["dotnet"] = settings.DotnetVersion.Length == 0 ? null : WorkflowText.Scalar(settings.DotnetVersion),
                ["plan_runs_on"] = "ubuntu-latest",
                ["runs_on"] = RunsOn(settings.RunsOn),
                ["timeout_minutes"] = settings.TimeoutMinutes.ToString(CultureInfo.InvariantCulture),
                ["environment"] = settings.Environment is { } name ? WorkflowText.Scalar(name) : null,
                ["leg_env"] = settings
                    .Variables.Select(variable => new WorkflowEntry(variable.Name, WorkflowText.Scalar(variable.Text)))
                    .Concat(
                        settings.Secrets.Select(secret => new WorkflowEntry(secret, $"${{{{ secrets.{secret} }}}}"))
                    )
                    .ToList(),
                ["plan_with"] = settings.Plan,
                ["exec_with"] = settings.Exec,
                ["gather_with"] = settings.Gather,
                ["verdict_with"] = settings.Verdict,
            }
        );

    /// <summary>The workflow that other workflows call, for any group.</summary>
    public static string Reusable() =>
        Render(
            new ScriptObject
            {
                ["reusable"] = true,
                ["batches"] = Batches(ReusableBatches),
                ["header"] = Resource("reusable.yml")
                    .Replace("WORKFLOW", ActionRelease.Workflow, StringComparison.Ordinal),
                ["release_repository"] = ActionRelease.Repository,
                ["release_tag"] = ActionRelease.Tag,
                ["concurrency"] =
                    "${{ inputs.concurrency-group || format('polyaxon-{0}-{1}-{2}-{3}-{4}-{5}', github.workflow, github.ref, "
                    + "inputs.working-directory, inputs.file, inputs.param, inputs.seed) }}",
                ["action"] = "./.polyaxon-ci-action",
                ["dotnet"] = "${{ inputs.dotnet-version }}",
                ["plan_runs_on"] = Label("plan-runs-on"),
                ["runs_on"] = Label("runs-on"),
                ["timeout_minutes"] = "${{ inputs.timeout-minutes }}",
                ["environment"] = null,
                ["leg_env"] = Array.Empty<WorkflowEntry>(),
                ["plan_with"] = Inputs(ReusableInputs.Plan),
                ["exec_with"] = Inputs(ReusableInputs.Exec),
                ["gather_with"] = Inputs(ReusableInputs.Gather),
                ["verdict_with"] = Inputs(ReusableInputs.Verdict),
            }
        );

    /// <summary>Each batch with the job that plans it.</summary>
    private static List<ScriptObject> Batches(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => new ScriptObject
                {
                    ["number"] = number,
                    ["from"] = number == 1 ? "plan" : $"gather_{(number - 1).ToString(CultureInfo.InvariantCulture)}",
                }),
        ];

    private static ImmutableArray<WorkflowEntry> Inputs(ImmutableArray<WorkflowEntry> inputs) =>
        [.. inputs.Select(input => input with { Text = $"${{{{ {input.Text} }}}}" })];

    /// <summary>A label, or what JSON says: labels or a group.</summary>
    private static string Label(string input) =>
        $"${{{{ (startsWith(inputs.{input}, '[') || startsWith(inputs.{input}, '{{')) && fromJSON(inputs.{input}) || inputs.{input} }}}}";

    private static string RunsOn(string label) => label is ['[' or '{', ..] ? label : WorkflowText.Scalar(label);

    private static string Header(WorkflowSettings settings) =>
        $"""
            # Generated by Polyaxon.Ci. Do not edit; write it anew, or see with --check whether it has drifted:
            #   {settings.Command}
            name: {WorkflowText.Scalar(settings.Name)}
            on:
              {string.Join("\n  ", settings.Events.Select(name => name + ":"))}

            """.ReplaceLineEndings("\n");

    private static string Render(ScriptObject model)
    {
        // `${[ … ]}` stands for GitHub's expressions, whose braces are Scriban's too.
        var text = Resource("workflow.sbn")
            .Replace("${[", "${%{{{}%}", StringComparison.Ordinal)
            .Replace("]}", "{%{}}}%}", StringComparison.Ordinal);
        var template = Template.Parse(text, "workflow.sbn");
        model["planned_outputs"] = Planned;
        model["verdict_outputs"] = Decided;
        TemplateContext context = new() { LoopLimit = 0, LimitToString = 0 };
        context.PushGlobal(model);
        return template.Render(context).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static string Resource(string name)
    {
        using var stream = typeof(WorkflowGenerator).Assembly.GetManifestResourceStream("Workflows." + name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
