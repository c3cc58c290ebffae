using System.Text;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>A part of a query text that remembers where it stands.</summary>
/// <param name="Text">The part, without blanks around it.</param>
/// <param name="Start">Where it begins in the whole text, in characters from 0.</param>
/// <param name="Length">How many characters it spans there.</param>
internal readonly record struct Piece(string Text, int Start, int Length)
{
    private const char Quote = '"';
    private const char Escape = '\\';

    /// <summary>A stretch of a text without the blanks around it.</summary>
    public static Piece Of(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new Piece(text[start..end], start, end - start);
    }

    /// <summary>Whether it is one text in double quotes, whose characters have no meaning of their own.</summary>
    public bool IsQuoted => Text.Length >= 2 && Text[0] == Quote && Close(0) == Text.Length - 1;

    /// <summary>The place of a quote that is never closed, in this part; -1 when there is none.</summary>
    public int OpenQuote
    {
        get
        {
            for (var at = Text.IndexOf(Quote, StringComparison.Ordinal); at >= 0; )
            {
                var close = Close(at);
                if (close < 0)
                {
                    return at;
                }

                at = Text.IndexOf(Quote, close + 1);
            }

            return -1;
        }
    }

    /// <summary>The text itself: without its quotes, <c>\"</c> and <c>\\</c> resolved.</summary>
    public string Plain
    {
        get
        {
            if (!IsQuoted)
            {
                return Text;
            }

            StringBuilder plain = new();
            for (var i = 1; i < Text.Length - 1; i++)
            {
                i += Text[i] == Escape ? 1 : 0;
                plain.Append(Text[i]);
            }

            return plain.ToString();
        }
    }

    /// <summary>A fault of this part.</summary>
    public QueryFault Fault(string message) => new(Start, Length, message);

    /// <summary>The part behind some first characters.</summary>
    public Piece Skip(int count) => Inner(count, Text.Length);

    /// <summary>A stretch of this part.</summary>
    public Piece Inner(int from, int to)
    {
        var inner = Of(Text, from, to);
        return inner with { Start = Start + inner.Start };
    }

    /// <summary>The parts between separators that stand outside quotes.</summary>
    public IEnumerable<Piece> Split(char separator)
    {
        var from = 0;
        for (var at = Find(separator, 0); at >= 0; at = Find(separator, from))
        {
            yield return Inner(from, at);
            from = at + 1;
        }

        yield return Inner(from, Text.Length);
    }

    /// <summary>Where a character stands outside quotes, from a place on; -1 when nowhere.</summary>
    public int Find(char wanted, int from)
    {
        for (var i = from; i < Text.Length; i++)
        {
            if (Text[i] == wanted)
            {
                return i;
            }

            if (Text[i] == Quote)
            {
                i = Close(i);
                if (i < 0)
                {
                    return -1;
                }
            }
        }

        return -1;
    }

    /// <summary>Where the quote opened at a place closes; -1 when nowhere.</summary>
    private int Close(int open)
    {
        for (var i = open + 1; i < Text.Length; i++)
        {
            if (Text[i] == Quote)
            {
                return i;
            }

            i += Text[i] == Escape ? 1 : 0;
        }

        return -1;
    }
}
