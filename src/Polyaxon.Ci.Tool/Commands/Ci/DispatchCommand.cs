using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Sweeps.GitHub;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>
/// <c>ci dispatch</c>: goes on with a sweep in a new run, for sweeps longer than one run may be. The cap travels in the inputs and is
/// the only guard against a run that starts runs for ever, so it is looked at before anything is sent.
/// </summary>
internal sealed class DispatchCommand
{
    private const int MostInputs = 25;
    private const int MostCharacters = 65_535;
    private readonly CiOptions _ci = new();
    private readonly GitHubOptions _gitHub = new();
    private readonly Option<string> _plan = CiOptions.Path(
        "--plan",
        "polyaxon-next/plan.json",
        "The plan of the next batch, as 'ci gather --plan-next' wrote it"
    );
    private readonly Option<string> _workflow = new("--workflow")
    {
        Description = "The file name of the workflow to start, such as long-sweep.yml",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string?> _ref = new("--ref")
    {
        Description = "The branch or tag that holds it (default: GITHUB_REF_NAME)",
        HelpName = "REF",
    };
    private readonly Option<int> _maxBatches = new("--max-batches")
    {
        Description = "Nothing is started for a batch beyond this; handed on in the inputs",
        HelpName = "N",
        Required = true,
    };
    private readonly Option<string?> _artifact = new("--plan-artifact")
    {
        Description = "The artifact that holds the plan (default: as this attempt of the job would name it)",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _inputs = new("--input", "-i")
    {
        Description = "A further input of the workflow. Repeatable",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var dispatch = new DispatchCommand();
        CiOptions.AtLeast(dispatch._maxBatches, 1);
        var command = new Command("dispatch", "Goes on with a sweep in a new workflow run")
        {
            dispatch._plan,
            dispatch._workflow,
            dispatch._ref,
            dispatch._maxBatches,
            dispatch._artifact,
            dispatch._inputs,
        };
        dispatch._gitHub.AddTo(command);
        dispatch._ci.AddTo(command);
        command.SetAction(dispatch.Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        CiReport report = new(parsed, _ci);
        var found = ArtifactTree.ReadPlan(parsed.GetValue(_plan)!);
        if (found.Plan is not { } plan)
        {
            return report.Refuse($"{found.Path} holds no plan: {found.Fault}");
        }

        if (plan.Ended is { } end)
        {
            report.Line($"Nothing is started: {end.Reason}");
            report.Outputs(Outputs(new DispatchedRun(null, null), isStarted: false));
            return ExitCodes.Fine;
        }

        if (plan.Batch > parsed.GetValue(_maxBatches))
        {
            return report.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Batch {plan.Batch} is beyond the {parsed.GetValue(_maxBatches)} batches allowed: nothing is started. Raise --max-batches if the sweep is meant to go on."
                ),
                ExitCodes.Bad
            );
        }

        try
        {
            return await Start(parsed, report, plan, cancellation);
        }
        catch (GitHubException fault)
        {
            return report.Fail(fault.Message, ExitCodes.Remote);
        }
    }

    private async Task<int> Start(ParseResult parsed, CiReport report, SweepPlan plan, CancellationToken cancellation)
    {
        GitHubSettings settings;
        try
        {
            settings = _gitHub.Settings(parsed);
        }
        catch (GitHubException fault)
        {
            return report.Refuse(fault.Message);
        }

        var reference = parsed.GetValue(_ref) ?? Environment.GetEnvironmentVariable("GITHUB_REF_NAME");
        if (string.IsNullOrEmpty(reference))
        {
            return report.Refuse("Which branch? Give --ref (in GitHub Actions GITHUB_REF_NAME says it).");
        }

        if (Inputs(parsed, plan, out var inputs) is { } wrong)
        {
            return report.Refuse(wrong);
        }

        var workflow = parsed.GetValue(_workflow)!;
        using var session = _gitHub.Session(parsed, settings);
        var run = await session.Dispatch(workflow, reference, inputs, cancellation);
        if (run.Id is null)
        {
            run = await Search(session, workflow, plan, cancellation) ?? run;
        }

        report.Line(
            $"Started {workflow} on {reference} for batch {plan.Batch.ToString(CultureInfo.InvariantCulture)}: {run.Address ?? "the server does not say its address"}"
        );
        report.Outputs(Outputs(run, isStarted: true));
        return ExitCodes.Fine;
    }

    /// <summary>Where the answer does not name the run, its title does, when the workflow's run-name says group and batch.</summary>
    private static async Task<DispatchedRun?> Search(
        GitHubSession session,
        string workflow,
        SweepPlan plan,
        CancellationToken cancellation
    )
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{plan.Group} batch {plan.Batch}");
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                if (await session.FindRun(workflow, title, cancellation) is { } run)
                {
                    return run;
                }
            }
            catch (GitHubException)
            {
                return null; // It was started; that its address cannot be asked for is no fault.
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }

        return null;
    }

    private string? Inputs(ParseResult parsed, SweepPlan plan, out Dictionary<string, string> inputs)
    {
        inputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["group"] = plan.Group,
            ["batch"] = plan.Batch.ToString(CultureInfo.InvariantCulture),
            ["max-batches"] = parsed.GetValue(_maxBatches).ToString(CultureInfo.InvariantCulture),
            ["plan-artifact"] =
                parsed.GetValue(_artifact) ?? ArtifactNames.Plan(plan.Group, plan.Batch, _ci.Attempt(parsed)),
        };
        if (Environment.GetEnvironmentVariable("GITHUB_RUN_ID") is { Length: > 0 } run)
        {
            inputs["from-run"] = run;
        }

        foreach (var input in parsed.GetValue(_inputs) ?? [])
        {
            var sign = input.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
            {
                return $"--input {input}: give NAME=VALUE.";
            }

            if (!inputs.TryAdd(input[..sign], input[(sign + 1)..]))
            {
                return $"--input {input[..sign]} is given twice, or is one that this verb sets itself.";
            }
        }

        return inputs.Count > MostInputs ? $"A workflow takes at most {MostInputs} inputs; these are {inputs.Count}."
            : inputs.Sum(input => input.Key.Length + input.Value.Length) > MostCharacters
                ? $"All inputs together may have {MostCharacters} characters; these have more."
            : null;
    }

    private static KeyValuePair<string, string>[] Outputs(DispatchedRun run, bool isStarted) =>
        [
            new("started", isStarted ? "true" : "false"),
            new("run-id", run.Id?.ToString(CultureInfo.InvariantCulture) ?? ""),
            new("run-url", run.Address ?? ""),
        ];
}
