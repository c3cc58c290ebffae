using System.CommandLine;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Planning.Observations;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Output.Expansion;

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
        expand._format.AcceptOnlyFromAmong([.. ExperimentFormats.Names]);
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
        // Results are read while the polyaxonfile is: neither needs the other. Standard input, which both may name, is read afterwards.
        var diagnostics = new DiagnosticBag();
        var observations = parsed.GetValue(_observations);
        var reading = observations is null or "-" ? null : Task.Run(() => ReadHistory(observations, diagnostics));
        if (_files.LoadGroup(parsed, _output, "expand") is not { } loaded)
        {
            return ExitCodes.Usage;
        }

        var history = reading is null ? ReadHistory(observations, diagnostics) : reading.GetAwaiter().GetResult();
        if (diagnostics.HasErrors)
        {
            Report(parsed, loaded, diagnostics.ToImmutable());
            return ExitCodes.Usage;
        }

        var window = new ExperimentWindow(parsed.GetValue(_offset), parsed.GetValue(_limit));
        var search = SearchFactory.Create(loaded.File.Hptuning, loaded.Seed);
        var isWhole = parsed.GetResult(_observations) is null && parsed.GetValue(_count) is null;
        return isWhole && search is NumberedSearch numbered
            ? ListAll(parsed, loaded, numbered, window)
            : ListNext(parsed, loaded, search, history, window);
    }

    /// <summary>Lists a grid or random search, whose points are addressed by number: leaving out a billion of a grid costs nothing.</summary>
    private int ListAll(ParseResult parsed, LoadedGroup loaded, NumberedSearch search, ExperimentWindow window)
    {
        var output = parsed.InvocationConfiguration.Output;
        long written;
        Diagnostic? fault = null;
        if (
            parsed.GetValue(_format) == "jsonl"
            && ReferenceEquals(output, Console.Out)
            && ExperimentLines.Create(search, loaded.Renderer) is { } lines
        )
        {
            using var stream = Console.OpenStandardOutput();
            written = lines.Write(stream, window.Offset, window.Limit ?? long.MaxValue);
        }
        else
        {
            var rows = new ExperimentRows(search.Space, loaded.Renderer, window.Of(search));
            ExperimentFormats.Write(
                parsed.GetValue(_format)!,
                output,
                SearchAnswer.Suggest(rows.Suggestions),
                rows,
                window
            );
            (written, fault) = (rows.Count, rows.Fault);
        }

        if (fault is null && written < window.Expected(search.Total))
        {
            fault = new Diagnostic(
                SearchRules.StoppedShort,
                $"Drawing found {window.Offset + written} different points only, of {search.Total} asked for: the matrix hardly has more.",
                loaded.File.Hptuning.Matrix[0].Span
            );
        }

        Report(parsed, loaded, fault is null ? [] : [fault]);
        return fault is { Severity: DiagnosticSeverity.Error } ? ExitCodes.Usage : ExitCodes.Fine;
    }

    /// <summary>Lists what a search proposes next, after what is known; nothing when early stopping has ended the group.</summary>
    private int ListNext(
        ParseResult parsed,
        LoadedGroup loaded,
        ISearch search,
        History history,
        ExperimentWindow window
    )
    {
        var capacity = parsed.GetValue(_count) ?? BatchSize.Next(loaded.File.Hptuning, history.Observations.Length);
        var answer = NextBatch.Of(loaded.File.Hptuning, search, history, capacity);
        var rows = new ExperimentRows(
            SearchSpace.Of(loaded.File.Hptuning.Matrix),
            loaded.Renderer,
            window.Of(answer.Suggestions)
        );
        ExperimentFormats.Write(parsed.GetValue(_format)!, parsed.InvocationConfiguration.Output, answer, rows, window);
        Report(parsed, loaded, rows.Fault is null ? [] : [rows.Fault]);
        if (answer.State != SearchState.Suggested && !_output.IsQuiet(parsed) && parsed.GetValue(_format) != "table")
        {
            parsed.InvocationConfiguration.Error.WriteLine($"Nothing to run: {TextStyle.Safe(answer.Reason!)}.");
        }

        return rows.Fault is null ? ExitCodes.Fine : ExitCodes.Usage;
    }

    private void Report(ParseResult parsed, LoadedGroup loaded, IEnumerable<Diagnostic> diagnostics) =>
        _output.Report(parsed, diagnostics, loaded.Sources);

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
}
