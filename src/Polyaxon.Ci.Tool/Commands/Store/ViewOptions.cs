using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary>In which form, which page, which rows and in which order something is shown: each verb has its own set.</summary>
internal sealed class ViewOptions
{
    private const int LargestPage = 1_000_000;
    private readonly OutputOptions _output = new();

    private readonly Option<string> _format = new("--format")
    {
        Description = "table, json or csv",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "table",
    };

    private readonly Option<int> _page = new("--page")
    {
        Description = "The page, from 1",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _size = new("--page-size")
    {
        Description = "How many rows a page has",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string> _query = new("--query", "-q")
    {
        Description = "Which rows, as in \"metrics.loss:<0.1, status:~failed|stopped, params.activation:relu\"",
        HelpName = "QUERY",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _sort = new("--sort", "-s")
    {
        Description = "The order, as in \"-metrics.loss, started_at\"; a minus puts the largest first",
        HelpName = "FIELDS",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<bool> _wide = new("--wide") { Description = "Shows more columns" };

    private FieldSet? _fields;

    /// <summary>Adds the options that every view has.</summary>
    public ViewOptions AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong("table", "json", "csv");
        command.Options.Add(_format);
        _output.AddTo(command);
        return this;
    }

    /// <summary>Adds those of a list.</summary>
    public ViewOptions AddPagesTo(Command command)
    {
        _page.Validators.Add(result => Require(result, _page, 1, int.MaxValue));
        _size.Validators.Add(result => Require(result, _size, 1, LargestPage));
        command.Options.Add(_page);
        command.Options.Add(_size);
        return this;
    }

    /// <summary>Adds those of a list that can be queried.</summary>
    public ViewOptions AddQueryTo(Command command, FieldSet fields)
    {
        _fields = fields;
        command.Options.Add(_query);
        command.Options.Add(_sort);
        command.Options.Add(_wide);
        return this;
    }

    /// <summary>The page asked for.</summary>
    public PageRequest Page(ParseResult parsed) => new(parsed.GetValue(_page), parsed.GetValue(_size));

    /// <summary>Whether more columns are shown.</summary>
    public bool IsWide(ParseResult parsed) => parsed.GetValue(_wide);

    /// <summary>Where and how to show.</summary>
    public View View(ParseResult parsed) =>
        new(
            parsed.InvocationConfiguration.Output,
            _output.Style(parsed, Console.IsOutputRedirected),
            Enum.Parse<ViewFormat>(parsed.GetValue(_format)!, ignoreCase: true),
            TimeProvider.System.GetUtcNow()
        );

    /// <summary>The query; null when it has a fault, which is then told.</summary>
    public Query? Query(ParseResult parsed)
    {
        var query = parsed.GetValue(_query)!;
        var order = parsed.GetValue(_sort)!;
        var (terms, fault) = QueryParser.ParseTerms(query, _fields!);
        var (keys, wrong) = QueryParser.ParseOrder(order, _fields!);
        Tell(parsed, "--query", query, fault);
        Tell(parsed, "--sort", order, wrong);
        return fault is null && wrong is null ? new Query(terms, keys) : null;
    }

    private void Tell(ParseResult parsed, string option, string text, QueryFault? fault)
    {
        if (fault is null)
        {
            return;
        }

        var error = parsed.InvocationConfiguration.Error;
        var style = _output.Style(parsed, Console.IsErrorRedirected);
        error.WriteLine(
            $"{option}({Tables.View.Text(fault.Start + 1)}): {style.Paint(Colour.Red, "error")}: {TextStyle.Safe(fault.Message)}"
        );
        error.WriteLine($"  {TextStyle.Safe(text.ReplaceLineEndings(" "))}");
        error.WriteLine(
            $"  {new string(' ', fault.Start)}{style.Paint(Colour.Red, new string('^', Math.Max(1, fault.Length)))}"
        );
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, Option<int> option, int least, int most)
    {
        // A value that is no number has its own fault.
        if (
            result.Tokens.Count == 1
            && int.TryParse(result.Tokens[0].Value, out var value)
            && (value < least || value > most)
        )
        {
            result.AddError(
                most == int.MaxValue
                    ? $"{option.Name} is {least} or more."
                    : $"{option.Name} is from {least} to {most}."
            );
        }
    }
}
