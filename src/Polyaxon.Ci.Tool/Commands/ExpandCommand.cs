using System.CommandLine;
using System.Numerics;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Planning.Observations;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Grid;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>expand</c>: lists the experiments of a group, or the next batch of an adaptive search.</summary>
internal sealed class ExpandCommand
{
    private readonly FileOptions _files = new();
    private readonly OutputOptions _output = new();
    private readonly Option<string> _format = new("--format")
    {
        Description = "table, json, jsonl, csv, github, gitlab or azure",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "table",
    };
    private readonly Option<string?> _observations = new("--observations")
    {
        Description = "Results so far, one JSON object a line; '-' for standard input",
        HelpName = "FILE",
    };
    private readonly Option<long?> _count = new("--count")
    {
        Description = "At most so many experiments are suggested",
        HelpName = "N",
    };
    private readonly Option<long> _offset = new("--offset")
    {
        Description = "Leaves out so many experiments",
        HelpName = "N",
    };
    private readonly Option<long?> _limit = new("--limit")
    {
        Description = "Lists at most so many experiments",
        HelpName = "N",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var expand = new ExpandCommand();
        expand._format.AcceptOnlyFromAmong("table", "json", "jsonl", "csv", "github", "gitlab", "azure");
        AtLeast(expand._count, 1);
        AtLeast(expand._offset, 0);
        AtLeast(expand._limit, 0);
        var command = new Command("expand", "Lists the experiments of a polyaxonfile")
        {
            expand._format,
            expand._observations,
            expand._count,
            expand._offset,
            expand._limit,
        };
        expand._files.AddTo(command);
        expand._output.AddTo(command);
        command.SetAction(expand.Run);
        return command;
    }

    private static void AtLeast<T>(Option<T> option, long least) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && long.TryParse(token.Value, out var number) && number < least)
            {
                result.AddError($"{option.Name} must be at least {least}.");
            }
        });

    private int Run(ParseResult parsed)
    {
        if (_files.LoadGroup(parsed, _output, "expand") is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        var diagnostics = new DiagnosticBag();
        var history = ReadHistory(parsed.GetValue(_observations), diagnostics);
        if (diagnostics.HasErrors)
        {
            DiagnosticText.Write(
                parsed.InvocationConfiguration.Error,
                diagnostics.ToImmutable(),
                [],
                _output.Style(parsed, Console.IsErrorRedirected)
            );
            return ExitCodes.Usage;
        }

        return List(parsed, loaded, history);
    }

    private int List(ParseResult parsed, LoadedGroup loaded, History history)
    {
        var (file, renderer, seed) = loaded;
        var search = SearchFactory.Create(file.Hptuning, seed);
        var (offset, limit) = (parsed.GetValue(_offset), parsed.GetValue(_limit) ?? long.MaxValue);
        var format = parsed.GetValue(_format)!;
        var isWhole = history.Observations.IsEmpty && parsed.GetValue(_count) is null;
        if (
            format == "jsonl"
            && isWhole
            && search is GridSearch grid
            && GridLines.Create(grid, renderer) is { } lines
            && ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out)
        )
        {
            using var stream = Console.OpenStandardOutput();
            lines.Write(stream, offset, limit);
            return ExitCodes.Fine;
        }

        var answer =
            isWhole && search is NumberedSearch numbered
                ? Window(numbered, offset)
                : Skip(search.Next(history, parsed.GetValue(_count) ?? BatchSize(file.Hptuning, history)), offset);
        var writer = new ExperimentWriter(parsed.InvocationConfiguration.Output, SpaceOf(search, file), renderer);
        var fault = writer.Write(format, answer with { Suggestions = Limited(answer.Suggestions, limit) });
        if (fault is null)
        {
            return ExitCodes.Fine;
        }

        DiagnosticText.Write(parsed.InvocationConfiguration.Error, [fault], [], TextStyle.Plain);
        return ExitCodes.Usage;
    }

    /// <summary>Grid and random experiments are addressed by number, so that leaving out a billion costs nothing.</summary>
    private static SearchAnswer Window(NumberedSearch search, long offset)
    {
        var first = offset;
        return SearchAnswer.Suggest(
            search.From(new BigInteger(offset)).Select(point => new Suggestion(++first, point))
        );
    }

    private static SearchAnswer Skip(SearchAnswer answer, long offset) =>
        answer with
        {
            Suggestions = answer.Suggestions.Where((_, i) => i >= offset),
        };

    private static IEnumerable<Suggestion> Limited(IEnumerable<Suggestion> suggestions, long limit)
    {
        foreach (var suggestion in suggestions)
        {
            if (limit-- <= 0)
            {
                yield break;
            }

            yield return suggestion;
        }
    }

    private static SearchSpace SpaceOf(ISearch search, Polyaxonfile file) =>
        (search as NumberedSearch)?.Space ?? SearchSpace.Of(file.Hptuning.Matrix);

    private static History ReadHistory(string? name, DiagnosticBag diagnostics)
    {
        if (name is null)
        {
            return History.Empty;
        }

        try
        {
            return ObservationLines.Read(name, name == "-" ? StandardInput() : File.ReadLines(name), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(
                FileRules.Unreadable,
                SourceSpan.StartOf(name),
                $"The observations cannot be read: {e.Message}"
            );
            return History.Empty;
        }
    }

    private static IEnumerable<string> StandardInput()
    {
        while (Console.In.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>A Bayesian search is asked for its initial trials, then for as many as run at once; the others for all they have.</summary>
    private static long BatchSize(HptuningSection hptuning, History history) =>
        hptuning.Search is not BayesianSection bo ? long.MaxValue
        : history.Observations.Length < bo.NInitialTrials ? bo.NInitialTrials
        : hptuning.Concurrency;
}
