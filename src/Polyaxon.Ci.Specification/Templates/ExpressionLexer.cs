using System.Text;
using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Splits the inside of <c>{{ }}</c> or <c>{% %}</c> into tokens.</summary>
internal static class ExpressionLexer
{
    /// <summary>Long chains nest deeply when they are evaluated; nobody writes them by hand.</summary>
    private const int MaxTokens = 1000;

    private static readonly string[] Symbols =
    [
        "**",
        "//",
        "==",
        "!=",
        "<=",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "~",
        "|",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        ":",
        "<",
        ">",
        "=",
    ];

    /// <summary>The tokens of a part of a text, ended by <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Split(string text, int start, int end)
    {
        var tokens = new List<Token>();
        var at = start;
        while (at < end)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = Next(text, at, end);
            tokens.Add(token);
            at += token.Length;
            if (tokens.Count > MaxTokens)
            {
                throw new TemplateFault(
                    TemplateRules.Syntax,
                    start,
                    1,
                    $"This expression has more than {MaxTokens} parts."
                );
            }
        }

        tokens.Add(new Token(TokenKind.End, "", Math.Max(end - 1, start), 1));
        return tokens;
    }

    private static Token Next(string text, int at, int end)
    {
        var c = text[at];
        if (char.IsLetter(c) || c == '_')
        {
            return While(TokenKind.Name, text, at, end, next => char.IsLetterOrDigit(next) || next == '_');
        }

        if (char.IsAsciiDigit(c))
        {
            return Number(text, at, end);
        }

        if (c is '\'' or '"')
        {
            return Quoted(text, at, end);
        }

        var symbol = Array.Find(
            Symbols,
            symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0 && at + symbol.Length <= end
        );
        return symbol is null
            ? throw new TemplateFault(TemplateRules.Syntax, at, 1, $"'{c}' has no meaning in a template.")
            : new Token(TokenKind.Symbol, symbol, at, symbol.Length);
    }

    private static Token While(TokenKind kind, string text, int at, int end, Func<char, bool> belongs)
    {
        var stop = at;
        while (stop < end && belongs(text[stop]))
        {
            stop++;
        }

        return new Token(kind, text[at..stop], at, stop - at);
    }

    private static Token Number(string text, int at, int end)
    {
        var stop = Digits(text, at, end);
        if (stop + 1 < end && text[stop] == '.' && char.IsAsciiDigit(text[stop + 1]))
        {
            stop = Digits(text, stop + 1, end);
        }

        if (stop < end && text[stop] is 'e' or 'E')
        {
            var exponent = stop + 1 < end && text[stop + 1] is '+' or '-' ? stop + 2 : stop + 1;
            stop = exponent < end && char.IsAsciiDigit(text[exponent]) ? Digits(text, exponent, end) : stop;
        }

        return new Token(TokenKind.Number, text[at..stop], at, stop - at);
    }

    private static int Digits(string text, int at, int end)
    {
        while (at < end && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static Token Quoted(string text, int at, int end)
    {
        var content = new StringBuilder();
        for (var i = at + 1; i < end; i++)
        {
            if (text[i] == text[at])
            {
                return new Token(TokenKind.Text, content.ToString(), at, i + 1 - at);
            }

            if (text[i] == '\\' && i + 1 < end)
            {
                i++;
                content.Append(
                    text[i] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        var other => other,
                    }
                );
            }
            else
            {
                content.Append(text[i]);
            }
        }

        throw new TemplateFault(TemplateRules.Syntax, at, 1, $"The quote {text[at]} is never closed.");
    }
}
