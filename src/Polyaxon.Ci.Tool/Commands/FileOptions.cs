using System.CommandLine;
using System.CommandLine.Completions;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Tool.Completion;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary>The options that name a polyaxonfile: <c>-f</c> and <c>-P</c>.</summary>
internal sealed class FileOptions
{
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description =
            "A polyaxonfile; several are merged left to right. Default: the first of polyaxon.yaml, polyaxonfile.yaml and the like",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _parameters = new("--param", "-P")
    {
        Description = "Sets a parameter; a matrix parameter is fixed by it. Repeatable",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "A seed in place of the file's: a number or 'random'",
        HelpName = "N|random",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_parameters);
        command.Options.Add(_seed);
        _parameters.CompletionSources.Add(context => Offer(context, FileCompletions.Parameters));
        _seed.CompletionSources.Add("random");
        _seed.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value != "random" && !long.TryParse(token.Value, out _))
            {
                result.AddError($"'{token.Value}' is no seed; give an integer or 'random'.");
            }
        });
    }

    /// <summary>The seed of the command line; null when the file's counts.</summary>
    public long? Seed(ParseResult parsed) =>
        parsed.GetValue(_seed) switch
        {
            null => null,
            "random" => BitConverter.ToInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))
                & ((1L << 53) - 1),
            var number => long.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
        };

    /// <summary>The seed as the command line says it; null when the file's counts.</summary>
    public string? SeedText(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>The parameters of the command line.</summary>
    public string[] Parameters(ParseResult parsed) => parsed.GetValue(_parameters) ?? [];

    /// <summary>Reads what the command line names.</summary>
    public LoadedFile Load(ParseResult parsed) => Read(parsed.GetValue(_files), parsed.GetValue(_parameters) ?? []);

    private static LoadedFile Read(string[]? given, string[] parameters)
    {
        var names = given is { Length: > 0 } ? given : Default();
        var diagnostics = new DiagnosticBag();
        if (names.Length == 0)
        {
            diagnostics.Add(
                FileRules.NoFile,
                SourceSpan.StartOf("polyaxonfile.yaml"),
                "There is no polyaxonfile in this folder; name one with -f, or write one with 'dotnet polyaxon init'."
            );
        }

        var sources = names.Select(name => SourceFiles.Load(name, name, diagnostics)).ToList();
        if (diagnostics.HasErrors)
        {
            return new LoadedFile(
                names,
                [.. sources.OfType<SourceText>()],
                new ReadResult(null, null, diagnostics.ToImmutable())
            );
        }

        var texts = sources.Select(source => source!).ToList();
        return new LoadedFile(names, texts, PolyaxonfileReader.Read(texts, parameters));
    }

    /// <summary>
    /// Reads what the command line names, for a verb that needs experiments; writes the diagnostics. Null when there is no valid file or
    /// its kind has no experiments: the reason has been written then.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">How messages look.</param>
    /// <param name="verb">The verb, for the message.</param>
    public LoadedGroup? LoadGroup(ParseResult parsed, OutputOptions output, string verb)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var loaded = Load(parsed);
        var least = output.IsQuiet(parsed) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        output.Report(parsed, loaded.Result.Diagnostics.Where(fault => fault.Severity >= least), loaded.Sources);
        if (CiSystem.Current.LogKind == LogKind.GitHub)
        {
            var errorsOnly = loaded.Result.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error);
            errors.Write(DiagnosticJson.ToGitHub(errorsOnly.Take(CiLimits.AnnotationsOfAKind)));
        }

        if (loaded.Result is not { File: { } file })
        {
            return null;
        }

        if (loaded.Result.Renderer is { } renderer)
        {
            return new LoadedGroup(file, renderer, Seed(parsed) ?? SeedDerivation.SeedOf(file.Hptuning))
            {
                Sources = loaded.Sources,
                Params = parsed.GetValue(_parameters) ?? [],
            };
        }

        var kind = file.Kind.ToString().ToLowerInvariant();
        errors.WriteLine(
            $"error: a polyaxonfile of kind {kind} has no experiments; {verb} takes groups and experiments."
        );
        return null;
    }

    /// <summary>What the named file offers while a command line is being typed; nothing when it cannot be read.</summary>
    public IEnumerable<CompletionItem> Offer(CompletionContext context, Func<LoadedFile, IEnumerable<string>> offer) =>
        offer(Read(context.ParseResult.GetValue(_files), [])).Select(text => new CompletionItem(text));

    private static string[] Default() =>
        SourceFiles.FindDefault(Directory.GetCurrentDirectory()) is { } name ? [name] : [];
}
