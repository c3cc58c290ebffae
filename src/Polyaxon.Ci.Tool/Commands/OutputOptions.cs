using System.CommandLine;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Running;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary>How much is written and how: <c>--no-color</c> and <c>--verbosity</c>.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> _noColor = new("--no-color")
    {
        Description = "Writes no colours (as does the variable NO_COLOR)",
    };

    private readonly Option<string> _verbosity = new("--verbosity")
    {
        Description = "quiet, normal or detailed",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "normal",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _verbosity.AcceptOnlyFromAmong("quiet", "normal", "detailed");
        command.Options.Add(_noColor);
        command.Options.Add(_verbosity);
    }

    /// <summary>Whether only errors are written.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_verbosity) == "quiet";

    /// <summary>Writes diagnostics to standard error.</summary>
    public void Report(ParseResult parsed, IEnumerable<Diagnostic> diagnostics, IReadOnlyList<SourceText> sources)
    {
        var errors = parsed.InvocationConfiguration.Error;
        DiagnosticText.Write(errors, diagnostics, sources, Style(parsed, Console.IsErrorRedirected));
        errors.Flush();
    }

    /// <summary>How text on a stream looks.</summary>
    public TextStyle Style(ParseResult parsed, bool isRedirected)
    {
        var allowsColour =
            !parsed.GetValue(_noColor) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new TextStyle(
            !isRedirected,
            !isRedirected && allowsColour && Environment.GetEnvironmentVariable("TERM") != "dumb"
        );
    }

    /// <summary>How verbs that run experiments write.</summary>
    public RunOutput ForRunning(ParseResult parsed, bool isJson) =>
        new()
        {
            Output = new PatientWriter(parsed.InvocationConfiguration.Output),
            Error = new PatientWriter(parsed.InvocationConfiguration.Error),
            IsJson = isJson,
            IsQuiet = IsQuiet(parsed),
            IsDetailed = parsed.GetValue(_verbosity) == "detailed",
            Style = Style(parsed, isJson ? Console.IsErrorRedirected : Console.IsOutputRedirected),
        };
}
