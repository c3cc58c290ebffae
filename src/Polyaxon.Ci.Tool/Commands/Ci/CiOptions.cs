using System.CommandLine;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>The options of all verbs that take part in a sweep in CI.</summary>
internal sealed class CiOptions
{
    private readonly Option<string> _format;

    private readonly Option<int?> _attempt = new("--attempt")
    {
        Description = "The attempt of the workflow run (default: GITHUB_RUN_ATTEMPT, else 1)",
        HelpName = "N",
    };

    /// <summary>The options.</summary>
    /// <param name="formats">The formats besides text and json.</param>
    public CiOptions(params string[] formats)
    {
        string[] all = ["text", "json", .. formats];
        _format = new Option<string>("--format")
        {
            Description = string.Join(", ", all),
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "text",
        };
        _format.AcceptOnlyFromAmong(all);
        AtLeast(_attempt, 1);
    }

    /// <summary>How messages look.</summary>
    public OutputOptions Output { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_attempt);
        command.Options.Add(_format);
        Output.AddTo(command);
    }

    /// <summary>The format asked for.</summary>
    public string Format(ParseResult parsed) => parsed.GetValue(_format)!;

    /// <summary>The attempt of the workflow run.</summary>
    public int Attempt(ParseResult parsed) => parsed.GetValue(_attempt) ?? CiSystem.Current.Attempt;

    /// <summary>Refuses numbers below a bound.</summary>
    public static void AtLeast<T>(Option<T> option, double least) =>
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && !(number >= least && double.IsFinite(number))
            )
            {
                result.AddError(FormattableString.Invariant($"{option.Name} must be at least {least}."));
            }
        });

    /// <summary>An option that names a folder or file.</summary>
    public static Option<string> Path(string name, string byDefault, string description) =>
        new(name)
        {
            Description = $"{description} (default: {byDefault})",
            HelpName = "PATH",
            DefaultValueFactory = _ => byDefault,
        };

    /// <summary>An option that names folders; may be repeated.</summary>
    public static Option<string[]> Paths(string name, string? byDefault, string description) =>
        new(name)
        {
            Description = byDefault is null ? description : $"{description} (default: {byDefault})",
            HelpName = "PATH",
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => byDefault is null ? [] : [byDefault],
        };
}
