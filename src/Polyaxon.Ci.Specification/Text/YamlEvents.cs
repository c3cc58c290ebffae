using Polyaxon.Ci.Specification.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>The parser's events one after another, and the last place that was good, for faults that carry none.</summary>
internal sealed class YamlEvents(SourceText source)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(source.Content), skipComments: true));

    /// <summary>The last place known to be good.</summary>
    public Mark Last { get; private set; } = new(0, 1, 1);

    /// <summary>The next event, which stays; null at the end.</summary>
    public ParsingEvent? Peek()
    {
        if (_parser.Current is null && _parser.MoveNext())
        {
            Last = _parser.Current!.End;
        }

        return _parser.Current;
    }

    /// <summary>Takes the next event.</summary>
    public ParsingEvent Next()
    {
        var current = Peek() ?? throw new SyntaxErrorException(Last, Last, "the file ends too early");
        if (_parser.MoveNext())
        {
            Last = _parser.Current!.Start;
        }

        return current;
    }

    /// <summary>Takes an event of a kind.</summary>
    public void Take<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw new SyntaxErrorException(Last, Last, "this is not where a document can start or end");
        }
    }

    /// <summary>The place of an event.</summary>
    public SourceSpan SpanOf(ParsingEvent parsed) => SpanUpTo(parsed, parsed);

    /// <summary>The place from one event to another.</summary>
    public SourceSpan SpanUpTo(ParsingEvent first, ParsingEvent last) =>
        YamlFaults.Span(source.File, first.Start, last.End);
}
