using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Workflows;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>ci workflow</c>: writes the workflow of a group, or checks whether the one that is there has drifted.</summary>
internal sealed class CiWorkflowCommand
{
    private readonly FileOptions _files = new();
    private readonly OutputOptions _output = new();
    private readonly WorkflowOptions _workflow = new();
    private readonly ActionOptions _action = new();

    private readonly Option<string?> _target = new("--output", "-o")
    {
        Description = "The file to write, such as .github/workflows/sweep.yml; without it the workflow is printed",
        HelpName = "FILE",
    };

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Writes nothing; the exit code is 1 when FILE is not what would be written",
    };

    private readonly Option<bool> _reusable = new("--reusable")
    {
        Description = "The reusable workflow for any group instead (the shipped sweep.yml)",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var workflow = new CiWorkflowCommand();
        var command = new Command("workflow", "Writes the GitHub workflow of a group, with the batches that it needs")
        {
            workflow._target,
            workflow._check,
            workflow._reusable,
        };
        workflow._files.AddTo(command);
        workflow._workflow.AddTo(command);
        workflow._action.AddTo(command);
        workflow._output.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(workflow._check) && result.GetValue(workflow._target) is null)
            {
                result.AddError("--check needs --output FILE: the workflow to check.");
            }
        });
        command.SetAction(workflow.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_reusable))
        {
            return Deliver(parsed, WorkflowGenerator.Reusable());
        }

        var loaded = _files.Load(parsed);
        var errors = parsed.InvocationConfiguration.Error;
        DiagnosticText.Write(
            errors,
            loaded.Result.Diagnostics.Where(fault =>
                fault.Severity == DiagnosticSeverity.Error
                || (fault.Severity == DiagnosticSeverity.Warning && !_output.IsQuiet(parsed))
            ),
            loaded.Sources,
            _output.Style(parsed, Console.IsErrorRedirected)
        );
        if (loaded.Result.File is not { } file)
        {
            return ExitCodes.Usage;
        }

        if (loaded.Result.Renderer is null)
        {
            errors.WriteLine(
                $"error: a polyaxonfile of kind {file.Kind.ToString().ToLowerInvariant()} has no experiments; ci workflow takes groups and experiments."
            );
            return ExitCodes.Usage;
        }

        return Generate(parsed, file, loaded.Names);
    }

    private int Generate(ParseResult parsed, Polyaxonfile file, IReadOnlyList<string> names)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var most = _workflow.MaxBatches(parsed);
        var needed = WorkflowBatches.Count(file.Hptuning, _action.BatchSize(parsed), most);
        if (needed > most)
        {
            errors.WriteLine(
                $"error: the group needs {needed} batches, more than {most}. Raise --max-batches, --batch-size or hptuning.concurrency."
            );
            return ExitCodes.Usage;
        }

        if (CommandLineText.HasControlCharacters(parsed))
        {
            errors.WriteLine(
                "error: a value has a line end or a control character; a workflow passes values line by line."
            );
            return ExitCodes.Usage;
        }

        var settings = _workflow.Settings(parsed, file.Name) with
        {
            Batches = (int)needed,
            Command = CommandLineText.Of(parsed, "dotnet polyaxon ci workflow", "--check", "--no-color", "--verbosity"),
        };
        var text = WorkflowGenerator.Unrolled(_action.Extend(parsed, settings, Inputs(parsed, names)));
        if (System.Text.Encoding.UTF8.GetByteCount(text) > WorkflowGenerator.LargestFile)
        {
            errors.WriteLine(
                "error: the workflow would be larger than the 500 KB that GitHub reads. Raise --batch-size to need fewer batches."
            );
            return ExitCodes.Usage;
        }

        return Deliver(parsed, text);
    }

    /// <summary>The inputs that name the polyaxonfile, its parameters and its seed.</summary>
    private IEnumerable<WorkflowEntry> Inputs(ParseResult parsed, IReadOnlyList<string> names)
    {
        const int margin = 12;
        yield return new WorkflowEntry(
            "file",
            WorkflowText.Lines([.. names.Select(name => name.Replace('\\', '/'))], margin)
        );
        if (_files.Parameters(parsed) is { Length: > 0 } parameters)
        {
            yield return new WorkflowEntry("param", WorkflowText.Lines(parameters, margin));
        }

        if (_files.SeedText(parsed) is { } seed)
        {
            yield return new WorkflowEntry("seed", WorkflowText.Scalar(seed));
        }
    }

    private int Deliver(ParseResult parsed, string text)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_target) is not { } target)
        {
            output.Write(text);
            return ExitCodes.Fine;
        }

        try
        {
            return parsed.GetValue(_check) ? Check(parsed, target, text) : Write(output, target, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"error: {target}: {e.Message}");
            return ExitCodes.Usage;
        }
    }

    private static int Write(TextWriter output, string target, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(target, text);
        output.WriteLine($"Wrote {target}.");
        return ExitCodes.Fine;
    }

    private static int Check(ParseResult parsed, string target, string text)
    {
        var errors = parsed.InvocationConfiguration.Error;
        if (!File.Exists(target))
        {
            errors.WriteLine($"error: {target} is not there; the same command without --check writes it.");
            return ExitCodes.Bad;
        }

        var (found, wanted) = (Lines(File.ReadAllText(target)), Lines(text));
        if (found.SequenceEqual(wanted))
        {
            parsed.InvocationConfiguration.Output.WriteLine($"{target} is up to date.");
            return ExitCodes.Fine;
        }

        var line = found.Zip(wanted).TakeWhile(pair => pair.First == pair.Second).Count();
        errors.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"error: {target} has drifted from the polyaxonfile, first in line {line + 1}; the same command without --check writes it anew."
            )
        );
        return ExitCodes.Bad;

        static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
    }
}
