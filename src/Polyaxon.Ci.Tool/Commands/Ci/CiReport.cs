using System.CommandLine;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>Tells what a verb found: to people, to the jobs after this one, and as annotations.</summary>
internal sealed class CiReport(ParseResult parsed, CiOptions options)
{
    private readonly TextWriter _output = parsed.InvocationConfiguration.Output;
    private readonly TextWriter _errors = parsed.InvocationConfiguration.Error;
    private readonly Dictionary<string, int> _annotations = new(StringComparer.Ordinal);

    /// <summary>Whether standard output belongs to a program.</summary>
    private bool IsMachine => options.Format(parsed) != "text";

    /// <summary>Lines for people.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>A line for people. It may hold names from outside: they start no line and no command of their own.</summary>
    public void Line(string text)
    {
        if (!options.Output.IsQuiet(parsed))
        {
            (IsMachine ? _errors : _output).WriteLine(TextStyle.OneLine(text));
        }
    }

    /// <summary>A fault of usage; the exit code for it.</summary>
    public int Refuse(string message) => Fail(message, ExitCodes.Usage);

    /// <summary>A fault; the exit code given for it.</summary>
    public int Fail(string message, int code)
    {
        _errors.WriteLine($"error: {TextStyle.OneLine(message)}");
        Annotate("error", "Polyaxon.Ci", message);
        return code;
    }

    /// <summary>Diagnostics, to people and as annotations.</summary>
    public void Diagnostics(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        DiagnosticText.Write(_errors, diagnostics, [], options.Output.Style(parsed, Console.IsErrorRedirected));
        foreach (var diagnostic in diagnostics)
        {
            Annotate(
                diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning",
                diagnostic.Code,
                diagnostic.Message
            );
        }
    }

    /// <summary>An annotation on GitHub: of each kind the first nine and a count of the rest, as a runner shows ten.</summary>
    public void Annotate(string level, string title, string message)
    {
        if (CiSystem.Current.LogKind != LogKind.GitHub)
        {
            return;
        }

        var count = _annotations[level] = _annotations.GetValueOrDefault(level) + 1;
        var stream = IsMachine ? _errors : _output;
        if (count < CiLimits.AnnotationsOfAKind)
        {
            stream.WriteLine(WorkflowCommand.Annotation(level, title, message));
        }
        else if (count == CiLimits.AnnotationsOfAKind)
        {
            stream.WriteLine(WorkflowCommand.Annotation(level, title, "There are more; see the job summary."));
        }
    }

    /// <summary>Outputs for the jobs after this one; with <c>--format json</c> they are also what is printed.</summary>
    public void Outputs(IReadOnlyCollection<KeyValuePair<string, string>> outputs)
    {
        CiSystem.Current.WriteOutputs(outputs);
        if (options.Format(parsed) == "json")
        {
            Json(outputs);
        }
    }

    /// <summary>Outputs as one JSON object.</summary>
    public void Json(IEnumerable<KeyValuePair<string, string>> outputs) =>
        _output.Write(
            JsonText.Format(
                new MapValue([.. outputs.Select(one => KeyValuePair.Create(one.Key, (Value)Value.Of(one.Value)))])
            ) + "\n"
        );

    /// <summary>Text for a program, as it is.</summary>
    public void Machine(string text) => _output.Write(text);
}
