using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary><c>ci exec</c>: runs the experiments of one leg.</summary>
internal sealed class ExecCommand
{
    private readonly CiOptions _ci = new();
    private readonly Option<string> _plan = CiOptions.Path(
        "--plan",
        PlanFiles.Plan,
        "The plan, or the folder it lies in"
    );
    private readonly Option<string> _leg = new("--leg")
    {
        Description = "The leg: the 'index' of its matrix row, from 0",
        HelpName = "N|none",
        Required = true,
    };
    private readonly Option<string?> _digest = new("--plan-digest")
    {
        Description = "The SHA-256 that the plan must have",
        HelpName = "HEX",
    };
    private readonly Option<string> _results = CiOptions.Path("--results", "polyaxon-results", "Where results go");
    private readonly Option<string> _stop = CiOptions.Path(
        "--stop",
        "polyaxon-stop",
        "Where stop markers of other legs were downloaded"
    );
    private readonly Option<string[]> _previous = CiOptions.Paths(
        "--previous",
        null,
        "Results of earlier attempts; what succeeded is not run again"
    );
    private readonly Option<string[]> _restore = CiOptions.Paths(
        "--restore",
        null,
        "Results of predecessors, for Hyperband with resume"
    );
    private readonly Option<string?> _directory = new("--working-directory")
    {
        Description = "Where commands run (default: this folder)",
        HelpName = "PATH",
    };
    private readonly Option<string?> _shell = new("--shell") { Description = "The shell instead of bash" };
    private readonly Option<string> _engine = new("--engine")
    {
        Description = "Where commands run: auto, process or docker",
        HelpName = "ENGINE",
        DefaultValueFactory = _ => "auto",
    };
    private readonly Option<double?> _timeout = new("--timeout")
    {
        Description = "Ends an experiment after so long",
        HelpName = "SECONDS",
    };
    private readonly Option<bool> _noBuild = new("--no-build") { Description = "Leaves out the build steps" };
    private readonly Option<bool> _allowIdle = new("--allow-idle")
    {
        Description = "A leg that the plan does not have is fine: it does nothing",
    };
    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description = "What makes the exit code 1: any, all, objective-missing or none",
        HelpName = "RULE",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var exec = new ExecCommand();
        exec._failOn.AcceptOnlyFromAmong([.. FailOn.Rules]);
        exec._digest.Arity = ArgumentArity.ZeroOrOne;
        exec._engine.AcceptOnlyFromAmong([.. EngineChoice.Names]);
        CiOptions.AtLeast(exec._timeout, 0.001);
        var command = new Command("exec", "Runs the experiments of one leg")
        {
            exec._plan,
            exec._leg,
            exec._digest,
            exec._results,
            exec._stop,
            exec._previous,
            exec._restore,
            exec._directory,
            exec._shell,
            exec._engine,
            exec._timeout,
            exec._noBuild,
            exec._allowIdle,
            exec._failOn,
        };
        exec._ci.AddTo(command);
        command.SetAction(exec.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        CiReport report = new(parsed, _ci);
        if (parsed.GetValue(_leg) == MatrixText.NoLeg)
        {
            report.Line("Nothing to run.");
            return ExitCodes.Fine;
        }

        if (PlanFiles.Find(parsed.GetValue(_plan)!, out var fault) is not { Plan: { } plan } found)
        {
            return report.Refuse(fault!);
        }

        if (
            parsed.GetValue(_digest) is { Length: > 0 } digest
            && !digest.Equals(found.Digest, StringComparison.OrdinalIgnoreCase)
        )
        {
            return report.Refuse(
                $"'{found.Path}' is not the plan that was made: its SHA-256 is {found.Digest}, not {digest}."
            );
        }

        if (!int.TryParse(parsed.GetValue(_leg), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return report.Refuse($"--leg {parsed.GetValue(_leg)}: give the number of a leg, from 0, or 'none'.");
        }

        var legs = plan.Legs;
        if (legs.FirstOrDefault(leg => leg.Index == index) is not { } leg)
        {
            if (parsed.GetValue(_allowIdle))
            {
                report.Line($"Batch {plan.Batch} has no leg {index}: nothing to run.");
                return ExitCodes.Fine;
            }

            return report.Refuse(
                $"Batch {plan.Batch} of {plan.Group} has no leg {index}; it has {legs.Length}, from 0. Is it the plan of this batch?"
            );
        }

        return Run(parsed, report, plan, leg);
    }

    private int Run(ParseResult parsed, CiReport report, SweepPlan plan, PlanLeg leg)
    {
        if (plan.Source.Read().File is not { } file)
        {
            return report.Refuse(
                "The specification in the plan is not valid; was the plan made by another version of the tool?"
            );
        }

        var choice = EngineChoice.Of(
            parsed.GetValue(_engine)!,
            file.Build,
            parsed.GetValue(_shell),
            CiSystem.Current.IsContinuousIntegration
        );
        if (choice.Engine is not { } engine)
        {
            return report.Refuse(choice.Fault!);
        }

        report.Line($"Experiments run in {engine.Description}");
        var settings = Settings(parsed, plan, leg, file, engine);
        ExecOutputs outputs = new(settings, parsed.GetValue(_results)!);
        try
        {
            CiSystem.Current.WriteOutputs(outputs.Before);
            using LegInterrupt interrupt = new();
            LegExecutor executor = new(settings, new LegLines(parsed, _ci, report, plan), TimeProvider.System);
            var summary = executor.Run(interrupt.Stop, interrupt.Kill);
            return Finish(parsed, report, outputs, summary);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            report.Refuse($"A result could not be written: {fault.Message}");
            return ExitCodes.Incomplete;
        }
    }

    private LegSettings Settings(ParseResult parsed, SweepPlan plan, PlanLeg leg, Polyaxonfile file, Engine engine)
    {
        var directory = Path.GetFullPath(parsed.GetValue(_directory) ?? ".");
        return new LegSettings
        {
            Plan = plan,
            File = file,
            Leg = leg,
            Results = Path.GetFullPath(parsed.GetValue(_results)!),
            Marker = Path.GetFullPath("polyaxon-marker"),
            Stop = Path.GetFullPath(parsed.GetValue(_stop)!),
            Previous = [.. (parsed.GetValue(_previous) ?? []).Select(Path.GetFullPath)],
            Restore = [.. (parsed.GetValue(_restore) ?? []).Select(Path.GetFullPath)],
            Attempt = _ci.Attempt(parsed),
            WorkingDirectory = directory,
            Runner = new RunnerSettings
            {
                Engine = engine,
                Timeout = parsed.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Grace = LegInterrupt.Grace,
            },
            // Where neither the CI system nor git says what is checked out, it is what was planned.
            Commit = CommitFinder.Find(directory) ?? plan.Commit,
            Project = ProjectNames.Project(null, directory),
            User = ProjectNames.User(),
            SkipBuild = parsed.GetValue(_noBuild),
        };
    }

    private int Finish(ParseResult parsed, CiReport report, ExecOutputs outputs, LegSummary summary)
    {
        CiSystem.Current.WriteOutputs(ExecOutputs.After(summary));
        if (_ci.Format(parsed) == "json")
        {
            report.Json([.. outputs.Before, .. ExecOutputs.After(summary)]);
        }

        var bad = FailOn.Judge(parsed.GetValue(_failOn), summary.Results.Select(result => result.Status));
        if (bad is not null)
        {
            report.Annotate("warning", "Polyaxon.Ci", $"In this leg {bad}.");
        }

        return summary.IsInterrupted ? ExitCodes.Interrupted
            : bad is not null ? ExitCodes.Bad
            : ExitCodes.Fine;
    }
}
